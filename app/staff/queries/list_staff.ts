import { DateTime } from 'luxon'
import { tenancy } from '#app/tenancy/main'
import StaffMember from '../models/staff_member.js'

const PER_PAGE = 50

/** One page of the accounts, by login id; `search` finds part of a name or of a login id. */
export async function listStaff(search: string, page: number) {
  const query = StaffMember.query()
    .where('municipality_id', tenancy.current().municipalityId)
    .orderByRaw('login_id COLLATE "C"')
  if (search) {
    query.whereRaw('(position(lower(?) in lower(login_id)) > 0 OR position(? in name) > 0)', [
      search,
      search,
    ])
  }
  const found = await query.paginate(page, PER_PAGE)
  const now = DateTime.now().setZone('Asia/Tokyo')
  return {
    members: found.all().map((member) => ({
      id: member.id,
      name: member.name,
      loginId: member.loginId,
      role: member.role,
      state: member.stateOn(now),
      passwordIsTemporary: member.passwordIsTemporary,
      lastSignedInAt: member.lastSignedInAt,
    })),
    total: found.total,
    perPage: found.perPage,
    currentPage: found.currentPage,
    lastPage: found.lastPage,
  }
}

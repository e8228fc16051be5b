import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import StaffMember from '../models/staff_member.js'

/** An account with the counters assigned to it. @throws E_PAGE_NOT_FOUND */
export async function findStaff(
  id: string
): Promise<{ member: StaffMember; counterIds: string[] }> {
  const { municipalityId } = tenancy.current()
  const member = await StaffMember.query()
    .where('municipality_id', municipalityId)
    .where('id', id)
    .first()
  if (!member) throw new E_PAGE_NOT_FOUND()
  const { rows } = await db.rawQuery(
    'SELECT counter_id FROM staff_counters WHERE municipality_id = ? AND staff_id = ?',
    [municipalityId, id]
  )
  return { member, counterIds: rows.map((row: { counter_id: string }) => row.counter_id) }
}

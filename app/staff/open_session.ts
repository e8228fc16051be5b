import type { HttpContext } from '@adonisjs/core/http'
import { signOutEverywhere } from './actions/sign_out_everywhere.js'
import type StaffMember from './models/staff_member.js'
import { staffSettings } from './settings.js'

const LAST_SEEN = 'last_seen'

/**
 * Signs a person in. Where the municipality wants one place at a time, the
 * sessions they have elsewhere end.
 */
export async function openSession({ auth, session, tenant }: HttpContext, member: StaffMember) {
  if (staffSettings.read(tenant.municipality).one_session) await signOutEverywhere(member.id)
  await auth.use('staff').login(member)
  await session.tag(member.id)
  session.put(LAST_SEEN, Date.now())
}

/**
 * Whether nobody has touched this session for as long as the municipality
 * allows; if not, the time begins anew.
 *
 * @returns the moment at which it ends unless somebody does something, or null when it has ended
 */
export function touchSession({ session, tenant }: HttpContext): Date | null {
  const allowed = staffSettings.read(tenant.municipality).idle_minutes * 60_000
  const now = Date.now()
  if (now - session.get(LAST_SEEN, 0) > allowed) return null
  session.put(LAST_SEEN, now)
  return new Date(now + allowed)
}

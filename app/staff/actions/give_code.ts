import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { E_SIGN_IN_REFUSED } from '../errors.js'
import StaffMember from '../models/staff_member.js'
import { countFailure, markSignedIn } from './count_failure.js'
import { spendCode } from './spend_code.js'

/**
 * The second step of a sign-in: a code after the password. Wrong ones count
 * towards the same lock as wrong passwords.
 *
 * @throws E_SIGN_IN_REFUSED for whatever reason
 */
export async function giveCode(
  municipality: Municipality,
  input: { staffId: string; code: string; address: string }
): Promise<StaffMember> {
  const found = await tenancy.run(municipality, () => StaffMember.findOrFail(input.staffId))
  const actor: Actor = {
    kind: 'staff',
    staffId: found.id,
    staffLogin: found.loginId,
    address: input.address,
  }
  const accepted = await tenancy.run(
    municipality,
    () => settle(municipality, input.staffId, input.code),
    actor
  )
  if (!accepted) throw new E_SIGN_IN_REFUSED()
  return accepted
}

/** Decides under a row lock, so that parallel guesses are all counted. */
async function settle(municipality: Municipality, staffId: string, code: string) {
  const member = await StaffMember.query()
    .where('municipality_id', municipality.id)
    .where('id', staffId)
    .forUpdate()
    .firstOrFail()
  const now = DateTime.now().setZone('Asia/Tokyo')
  const subject = { type: 'staff_member', id: member.id }
  const refuse = async (reason: string) => {
    await audit.record({ action: 'staff.sign_in', subject, result: 'denied', detail: { reason } })
    return null
  }

  if (member.lockedUntil && member.lockedUntil > now) return refuse('locked')
  if (!member.mayWorkOn(now)) return refuse('not valid now')
  const kind = await spendCode(staffId, code)
  if (!kind) {
    await countFailure(member, municipality, now)
    return refuse('code')
  }
  await markSignedIn(member, now)
  await audit.record({ action: 'staff.sign_in', subject, detail: { secondFactor: kind } })
  return member
}

import hash from '@adonisjs/core/services/hash'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { traceOf } from '#app/exchange/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { E_SIGN_IN_REFUSED } from '../errors.js'
import StaffMember from '../models/staff_member.js'
import { secondFactorOf } from '../queries/second_factor.js'
import { countFailure, markSignedIn } from './count_failure.js'

/** Verified when there is no such account, so that the answer takes as long. */
const NOBODYS_HASH = hash.make('nobody signs in with this')

/** Whose password was right, and whether a code has to follow before they are signed in. */
export interface FirstStep {
  member: StaffMember
  codeNeeded: boolean
}

/**
 * Checks a login id and password (R43, R69). Failures count up to a lock that
 * opens by itself; each attempt is in the audit log. The password is verified
 * between two transactions, because it takes tens of milliseconds.
 *
 * @throws E_SIGN_IN_REFUSED for whatever reason
 */
export async function signIn(
  municipality: Municipality,
  input: { loginId: string; password: string; address: string }
): Promise<FirstStep> {
  const member = await tenancy.run(municipality, () =>
    StaffMember.query()
      .where('municipality_id', municipality.id)
      .where('login_id', input.loginId)
      .first()
  )
  /** What nobody is called may be anything, a resident's own name or a password in the wrong box. */
  const actor: Actor = {
    kind: 'staff',
    staffLogin: member ? input.loginId : undefined,
    address: input.address,
  }
  const matches = await hash.verify(member?.passwordHash ?? (await NOBODYS_HASH), input.password)
  const accepted = await tenancy.run(
    municipality,
    () => settle(municipality, input.loginId, matches),
    actor
  )
  if (!accepted) throw new E_SIGN_IN_REFUSED()
  return accepted
}

/** Decides under a row lock, so that parallel guesses are all counted. */
async function settle(
  municipality: Municipality,
  loginId: string,
  matches: boolean
): Promise<FirstStep | null> {
  const member = await StaffMember.query()
    .where('municipality_id', municipality.id)
    .where('login_id', loginId)
    .forUpdate()
    .first()
  const now = DateTime.now().setZone('Asia/Tokyo')
  const refuse = async (reason: string, more: Record<string, unknown> = {}) => {
    await audit.record({
      action: 'staff.sign_in',
      subject: member ? { type: 'staff_member', id: member.id } : undefined,
      result: 'denied',
      detail: { reason, ...more },
    })
    return null
  }

  if (!member) return refuse('unknown', { lookedFor: traceOf(loginId) })
  if (member.lockedUntil && member.lockedUntil > now) return refuse('locked')
  if (!matches) {
    await countFailure(member, municipality, now)
    return refuse('password')
  }
  if (!member.mayWorkOn(now)) return refuse('not valid now')

  const codeNeeded = (await secondFactorOf(member.id)) !== null
  if (!codeNeeded) await markSignedIn(member, now)
  await audit.record({
    action: codeNeeded ? 'staff.give_password' : 'staff.sign_in',
    subject: { type: 'staff_member', id: member.id },
  })
  return { member, codeNeeded }
}

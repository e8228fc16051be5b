import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { E_STAFF_CHANGE_REFUSED } from '../errors.js'
import StaffMember from '../models/staff_member.js'
import { countFailure } from './count_failure.js'
import {
  findAccountForChange,
  lockAccounts,
  onlyAdministratorsFor,
  type AccountKeeper,
} from './guard_accounts.js'
import { signOutEverywhere } from './sign_out_everywhere.js'
import { spendCode } from './spend_code.js'

/**
 * Takes somebody's own second factor out of use, on the word of a code of
 * it: for another device, or for new recovery codes. Guessing counts towards
 * the lock of the account.
 *
 * @returns whether the code was right
 */
export async function removeOwnSecondFactor(
  municipality: Municipality,
  staffId: string,
  code: string
): Promise<boolean> {
  const member = await StaffMember.query()
    .where('municipality_id', municipality.id)
    .where('id', staffId)
    .forUpdate()
    .firstOrFail()
  const now = DateTime.now().setZone('Asia/Tokyo')
  const subject = { type: 'staff_member', id: staffId }
  const locked = member.lockedUntil !== null && member.lockedUntil > now
  if (locked || !(await spendCode(staffId, code))) {
    if (!locked) await countFailure(member, municipality, now)
    await audit.record({ action: 'staff.remove_second_factor', subject, result: 'denied' })
    return false
  }
  await forget(staffId)
  await audit.record({ action: 'staff.remove_second_factor', subject })
  return true
}

/**
 * Takes the second factor of somebody who lost it out of use. Every session
 * of theirs ends; where their role must have one, they set up another at the
 * next sign-in.
 *
 * @throws E_PAGE_NOT_FOUND · E_STAFF_CHANGE_REFUSED
 */
export async function resetSecondFactor(id: string, by: AccountKeeper) {
  if (id === by.id) throw new E_STAFF_CHANGE_REFUSED('staff.refused.second_factor_of_self')
  await lockAccounts()
  const member = await findAccountForChange(id)
  onlyAdministratorsFor([member.role], by)
  await forget(id)
  await audit.record({
    action: 'staff.reset_second_factor',
    subject: { type: 'staff_member', id },
    detail: { loginId: member.loginId },
  })
  tenancy.afterCommit(async () => void (await signOutEverywhere(id)))
}

async function forget(staffId: string) {
  await db.rawQuery('DELETE FROM staff_second_factors WHERE municipality_id = ? AND staff_id = ?', [
    tenancy.current().municipalityId,
    staffId,
  ])
}

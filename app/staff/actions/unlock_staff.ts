import { audit } from '#app/audit/main'
import {
  findAccountForChange,
  lockAccounts,
  onlyAdministratorsFor,
  type AccountKeeper,
} from './guard_accounts.js'

/**
 * Opens a lock that too many failed sign-ins closed, before its time.
 *
 * @throws E_PAGE_NOT_FOUND · E_STAFF_CHANGE_REFUSED
 */
export async function unlockStaff(id: string, by: AccountKeeper) {
  await lockAccounts()
  const member = await findAccountForChange(id)
  onlyAdministratorsFor([member.role], by)
  member.failedSignIns = 0
  member.lockedUntil = null
  await member.save()
  await audit.record({
    action: 'staff.unlock',
    subject: { type: 'staff_member', id },
    detail: { loginId: member.loginId },
  })
}

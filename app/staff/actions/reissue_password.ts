import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { formatReadableCode, makeReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { E_STAFF_CHANGE_REFUSED } from '../errors.js'
import {
  findAccountForChange,
  lockAccounts,
  onlyAdministratorsFor,
  type AccountKeeper,
} from './guard_accounts.js'
import { signOutEverywhere } from './sign_out_everywhere.js'

/**
 * Gives somebody who forgot the password a temporary one. The old one stops
 * working, a lock opens, every session ends.
 *
 * @returns the temporary password, readable here only
 * @throws E_PAGE_NOT_FOUND · E_STAFF_CHANGE_REFUSED
 */
export async function reissuePassword(id: string, by: AccountKeeper): Promise<string> {
  if (id === by.id) throw new E_STAFF_CHANGE_REFUSED('staff.refused.password_of_self')
  const temporaryPassword = formatReadableCode(makeReadableCode())
  const passwordHash = await hash.make(temporaryPassword)
  await lockAccounts()
  const member = await findAccountForChange(id)
  onlyAdministratorsFor([member.role], by)
  await db.rawQuery(
    `UPDATE staff_members
        SET password_hash = ?, password_is_temporary = true, failed_sign_ins = 0, locked_until = NULL
      WHERE municipality_id = ? AND id = ?`,
    [passwordHash, tenancy.current().municipalityId, id]
  )
  await audit.record({
    action: 'staff.reissue_password',
    subject: { type: 'staff_member', id },
    detail: { loginId: member.loginId },
  })
  tenancy.afterCommit(async () => void (await signOutEverywhere(id)))
  return temporaryPassword
}

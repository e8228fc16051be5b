import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { formatReadableCode, makeReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { initialPasswordHash } from '../credentials.js'
import { E_ACCOUNT_REFUSED } from '../errors.js'

/**
 * Gives an account a new initial password, e.g. at the counter to somebody
 * who forgot theirs and has no address (R24). The old password ends, and
 * whoever is signed in with it is out.
 *
 * @returns the password, readable here and nowhere afterwards
 * @throws E_ACCOUNT_REFUSED when the account is suspended or withdrawn
 */
export async function reissueInitialPassword(id: string): Promise<string> {
  const password = makeReadableCode()
  const { rows } = await db.rawQuery(
    `UPDATE accounts
        SET initial_password_hash = ?, password_hash = NULL,
            credentials_version = credentials_version + 1
      WHERE municipality_id = ? AND id = ? AND state = 'active' RETURNING id`,
    [initialPasswordHash(password), tenancy.current().municipalityId, id] as any[]
  )
  if (rows.length === 0) throw new E_ACCOUNT_REFUSED()
  await audit.record({ action: 'accounts.reissue_password', subject: { type: 'account', id } })
  return formatReadableCode(password)
}

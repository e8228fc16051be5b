import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { E_LINK_EXPIRED } from '../errors.js'
import { checkPassword } from '../password_rules.js'
import type { Account } from '../queries/find_account.js'

/**
 * Gives an account a password of its own: at its first use, on the person's
 * wish, or after a mailed link. The initial password and every mailed link
 * end with it, and whoever else is signed in with this account is out.
 *
 * @returns the account's new credentials version
 * @throws E_PASSWORD_UNSUITABLE
 * @throws E_LINK_EXPIRED when the credentials changed since the account was read
 */
export async function choosePassword(
  municipality: Municipality,
  account: Account,
  password: string,
  actor: Actor
): Promise<number> {
  checkPassword(password, { municipality, names: [account.userId, account.loginName] })
  const passwordHash = await hash.make(password)
  return tenancy.run(
    municipality,
    async () => {
      const { rows } = await db.rawQuery(
        `UPDATE accounts
            SET password_hash = ?, initial_password_hash = NULL,
                credentials_version = credentials_version + 1
          WHERE municipality_id = ? AND id = ? AND credentials_version = ? AND state = 'active'
          RETURNING credentials_version AS version`,
        [passwordHash, municipality.id, account.id, account.credentialsVersion]
      )
      if (rows.length === 0) throw new E_LINK_EXPIRED()
      await audit.record({
        action: 'accounts.choose_password',
        subject: { type: 'account', id: account.id },
      })
      return rows[0].version as number
    },
    actor
  )
}

import hash from '@adonisjs/core/services/hash'
import { audit } from '#app/audit/main'
import { makeReadableCode } from '#app/exchange/main'
import type { FieldValues } from '#app/module_kit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { checkPassword } from '../password_rules.js'
import { addAccount } from './add_account.js'

/**
 * 会員登録 by somebody who holds the mailed link (RS9).
 *
 * @returns the account and the 利用者ID it was given
 * @throws E_PASSWORD_UNSUITABLE
 * @throws E_ACCOUNT_TAKEN
 */
export async function registerAccount(
  municipality: Municipality,
  input: {
    email: string
    loginName?: string
    password: string
    details: FieldValues
  },
  actor: Actor
): Promise<{ id: string; userId: string; credentialsVersion: number }> {
  const userId = makeReadableCode()
  checkPassword(input.password, { municipality, names: [userId, input.loginName ?? null] })
  const passwordHash = await hash.make(input.password)
  return tenancy.run(
    municipality,
    async () => {
      const account = await addAccount({
        userId,
        loginName: input.loginName,
        email: input.email,
        passwordHash,
        details: input.details,
        registeredOnline: true,
      })
      await audit.record({
        action: 'accounts.register',
        subject: { type: 'account', id: account.id },
      })
      return { ...account, credentialsVersion: 1 }
    },
    actor
  )
}

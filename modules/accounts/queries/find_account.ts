import encryption from '@adonisjs/core/services/encryption'
import type { FieldValues } from '#app/module_kit/main'
import { prepared, tenancy } from '#app/tenancy/main'

export type AccountState = 'active' | 'suspended' | 'withdrawn'

export interface Account {
  id: string
  userId: string
  loginName: string | null
  email: string | null
  passwordHash: string | null
  initialPasswordHash: Buffer | null
  state: AccountState
  details: FieldValues
  credentialsVersion: number
  createdAt: Date
  lastSignedInAt: Date | null
  registeredOnline: boolean
}

/** Columns that name one account. */
export type AccountKey = 'id' | 'user_key' | 'login_key' | 'email_hash' | 'notice_hash'

/**
 * One account, or nothing.
 *
 * @param lock keeps the row from changing until the scope's end
 */
export async function findAccount(
  key: AccountKey,
  value: string | Buffer,
  { lock = false } = {}
): Promise<Account | undefined> {
  const { rows } = await prepared(
    `accounts.find.${key}.${lock}`,
    `SELECT id, user_id AS "userId", login_name AS "loginName", email_sealed AS "emailSealed",
            password_hash AS "passwordHash", initial_password_hash AS "initialPasswordHash", state,
            details, credentials_version AS "credentialsVersion", created_at AS "createdAt",
            last_signed_in_at AS "lastSignedInAt", registered_online AS "registeredOnline"
       FROM accounts
      WHERE municipality_id = ? AND ${key} = ?
      ${lock ? 'FOR UPDATE' : ''}`,
    [tenancy.current().municipalityId, value] as any[]
  )
  if (!rows[0]) return undefined
  const { emailSealed, ...account } = rows[0]
  return { ...account, email: emailSealed && encryption.decrypt<string>(emailSealed) }
}

/** Whether the account still has to choose a password of its own (R29). */
export const mustChoosePassword = (account: Account) => account.passwordHash === null

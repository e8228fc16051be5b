import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { makeReadableCode } from '#app/exchange/main'
import type { FieldValues } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { emailHash } from '../credentials.js'
import { E_ACCOUNT_TAKEN } from '../errors.js'
import { foldId } from '../user_id.js'

export interface NewAccount {
  /** A random one with a check character when left out. */
  userId?: string
  loginName?: string
  email?: string
  passwordHash?: string
  initialPasswordHash?: Buffer
  noticeHash?: Buffer
  details?: FieldValues
  runId?: string
  registeredOnline?: boolean
}

/** Which value an index keeps unique, for the message. */
const FIELDS: Record<string, E_ACCOUNT_TAKEN['field']> = {
  accounts_by_user: 'user_id',
  accounts_by_login: 'login_name',
  accounts_by_email: 'email',
  accounts_by_notice: 'notice_number',
}

/**
 * Adds one account; the indexes decide what is taken.
 *
 * @throws E_ACCOUNT_TAKEN naming the value another account has; the scope's transaction is lost then
 */
export async function addAccount(account: NewAccount): Promise<{ id: string; userId: string }> {
  const userId = account.userId ?? makeReadableCode()
  try {
    const { rows } = await db.rawQuery(
      `INSERT INTO accounts
         (municipality_id, user_id, user_key, login_name, login_key, email_sealed, email_hash,
          password_hash, initial_password_hash, notice_hash, details, run_id, registered_online)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
       RETURNING id, user_id AS "userId"`,
      [
        tenancy.current().municipalityId,
        ...[userId, foldId(userId)],
        ...[account.loginName ?? null, account.loginName ? foldId(account.loginName) : null],
        ...(account.email
          ? [encryption.encrypt(account.email), emailHash(account.email)]
          : [null, null]),
        account.passwordHash ?? null,
        account.initialPasswordHash ?? null,
        account.noticeHash ?? null,
        JSON.stringify(account.details ?? {}),
        account.runId ?? null,
        account.registeredOnline ?? false,
      ] as any[]
    )
    return rows[0]
  } catch (error) {
    const field = FIELDS[(error as { constraint?: string }).constraint ?? '']
    throw field ? new E_ACCOUNT_TAKEN(field) : error
  }
}

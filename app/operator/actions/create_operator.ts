import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { formatReadableCode, makeReadableCode } from '#app/exchange/main'
import { signOutEverywhere } from '#app/staff/main'
import { record } from '../record.js'

/**
 * Makes an operator, or gives one who lost password or authenticator a fresh
 * start. Only whoever may run commands on the server can.
 *
 * @returns the password, readable here only, and whether the account was there before
 */
export async function createOperator(
  loginId: string,
  name: string
): Promise<{ password: string; existed: boolean }> {
  const password = formatReadableCode(makeReadableCode())
  const { rows } = await db.connection('system').rawQuery(
    `INSERT INTO operators (login_id, name, password_hash) VALUES (?, ?, ?)
     ON CONFLICT (login_id) DO UPDATE
       SET password_hash = excluded.password_hash, sealed_secret = NULL,
           failed_sign_ins = 0, locked_until = NULL
     RETURNING id, xmax <> 0 AS existed`,
    [loginId, name, await hash.make(password)]
  )
  const { id, existed } = rows[0]
  if (existed) await signOutEverywhere(id)
  await record({ loginId, action: existed ? 'operator.reset' : 'operator.create' })
  return { password, existed }
}

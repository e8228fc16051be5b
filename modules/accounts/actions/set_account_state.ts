import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { forgetIndexed } from '#app/fields/main'
import { tenancy } from '#app/tenancy/main'
import { accountSubject } from '../account_subject.js'
import { E_ACCOUNT_REFUSED } from '../errors.js'

/** 利用停止 and back: a suspended account can neither sign in nor book; what it has booked stays. */
export async function suspendAccount(id: string) {
  await change(
    `SET state = 'suspended', settled_at = now(), credentials_version = credentials_version + 1`,
    id,
    'active'
  )
  await audit.record({ action: 'accounts.suspend', subject: { type: 'account', id } })
}

/** Throws like suspendAccount. */
export async function resumeAccount(id: string) {
  await change(`SET state = 'active', settled_at = NULL`, id, 'suspended')
  await audit.record({ action: 'accounts.resume', subject: { type: 'account', id } })
}

/**
 * 登録抹消: erases everything about the person for good; the ID stays for as
 * long as the municipality keeps withdrawn accounts, to be recognised.
 *
 * @throws E_ACCOUNT_REFUSED when it is withdrawn already
 */
export async function withdrawAccount(id: string) {
  await change(
    `SET state = 'withdrawn', settled_at = now(), login_name = NULL, login_key = NULL,
         email_sealed = NULL, email_hash = NULL, password_hash = NULL,
         initial_password_hash = NULL, notice_hash = NULL, details = '{}',
         credentials_version = credentials_version + 1`,
    id,
    'active',
    'suspended'
  )
  await forgetIndexed(accountSubject, [id])
  await audit.record({ action: 'accounts.withdraw', subject: { type: 'account', id } })
}

/** @throws E_ACCOUNT_REFUSED when the account is in none of the states the change starts from */
async function change(set: string, id: string, ...from: string[]) {
  const { rows } = await db.rawQuery(
    `UPDATE accounts ${set} WHERE municipality_id = ? AND id = ? AND state = ANY (?) RETURNING id`,
    [tenancy.current().municipalityId, id, from] as any[]
  )
  if (rows.length === 0) throw new E_ACCOUNT_REFUSED()
}

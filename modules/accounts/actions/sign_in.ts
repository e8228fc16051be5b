import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { emailHash, noticeHash, passwordMatches } from '../credentials.js'
import { E_ACCOUNT_REFUSED } from '../errors.js'
import { findAccount, type Account, type AccountKey } from '../queries/find_account.js'
import { accountSettings } from '../settings.js'
import { foldId } from '../user_id.js'

/** What somebody typed to say who they are. */
export interface Credentials {
  /** 利用者ID, address, ログインID or the number on the 交付通知書, whichever the municipality asks for. */
  name: string
  password?: string
  /** ISO date, with the number on the 交付通知書. */
  birthDate?: string
}

/**
 * Checks who somebody says they are (R25, R60). The password is verified
 * between two transactions, because it takes tens of milliseconds; unknown,
 * wrong, suspended and withdrawn take as long and answer alike.
 *
 * @throws E_ACCOUNT_REFUSED
 */
export async function signIn(
  municipality: Municipality,
  credentials: Credentials,
  actor: Actor
): Promise<Account> {
  const { sign_in_with: kind, check_password: checked } = accountSettings.read(municipality)
  const [key, value] = lookUpOf(kind, credentials)
  const found = await tenancy.run(municipality, () => findAccount(key, value))
  const withPassword = kind !== 'notice' && checked
  const matches = withPassword
    ? await passwordMatches(credentials.password ?? '', found)
    : found !== undefined
  const account = await tenancy.run(municipality, () => settle(found, matches), actor)
  if (!account) throw new E_ACCOUNT_REFUSED()
  return account
}

function lookUpOf(kind: string, { name, birthDate }: Credentials): [AccountKey, string | Buffer] {
  switch (kind) {
    case 'email':
      return ['email_hash', emailHash(name.normalize('NFKC').trim())]
    case 'login_name':
      return ['login_key', foldId(name)]
    case 'notice':
      return ['notice_hash', noticeHash(name, birthDate ?? '')]
    default:
      return ['user_key', foldId(name)]
  }
}

async function settle(found: Account | undefined, matches: boolean) {
  const account = found && (await findAccount('id', found.id, { lock: true }))
  const accepted =
    matches &&
    account?.state === 'active' &&
    account.credentialsVersion === found!.credentialsVersion
  await audit.record({
    action: 'accounts.sign_in',
    subject: account && { type: 'account', id: account.id },
    result: accepted ? 'ok' : 'denied',
  })
  if (!accepted) return undefined
  await db.rawQuery(
    'UPDATE accounts SET last_signed_in_at = now() WHERE municipality_id = ? AND id = ?',
    [tenancy.current().municipalityId, account.id]
  )
  return account
}

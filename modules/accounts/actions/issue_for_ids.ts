import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { makeReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { initialPasswordHash } from '../credentials.js'
import { foldId } from '../user_id.js'

export interface IssuedPassword {
  /** Readable here and nowhere afterwards. */
  initialPassword: string
  /** Whether the ID is new, or had a password that ended. */
  was: 'new' | 'renewed'
}

/**
 * Issues initial passwords to IDs that were given elsewhere, such as link
 * codes (R6, R79). An ID nobody has becomes an account; the password of one
 * that is in use ends, and whoever is signed in with it is out.
 *
 * @param renew whether those who have an account get a new password, or are left alone
 * @returns by ID; those who were left alone, and accounts that are suspended or withdrawn, are missing
 */
export async function issueForIds(
  userIds: string[],
  { renew }: { renew: boolean }
): Promise<Map<string, IssuedPassword>> {
  const passwords = userIds.map((userId) => ({
    ...{ userId, userKey: foldId(userId), initialPassword: makeReadableCode() },
  }))
  const added = await add(passwords)
  const others = renew ? passwords.filter(({ userKey }) => !added.has(userKey)) : []
  const renewed = await renewAll(others)
  if (added.size > 0)
    await audit.record({ action: 'accounts.issue', detail: { count: added.size } })
  await audit.recordEach('accounts.reissue_password', 'account', [...renewed.values()])
  return new Map(
    passwords.flatMap(({ userId, userKey, initialPassword }): [string, IssuedPassword][] => {
      if (added.has(userKey)) return [[userId, { initialPassword, was: 'new' }]]
      return renewed.has(userKey) ? [[userId, { initialPassword, was: 'renewed' }]] : []
    })
  )
}

type Password = { userId: string; userKey: string; initialPassword: string }

const hashes = (passwords: Password[]) =>
  passwords.map(({ initialPassword }) => initialPasswordHash(initialPassword))

/** The index decides whose ID is taken. @returns the keys of those that were not */
async function add(passwords: Password[]): Promise<Set<string>> {
  const { rows } = await db.rawQuery(
    `INSERT INTO accounts (municipality_id, user_id, user_key, initial_password_hash)
     SELECT ?, user_id, user_key, password
       FROM unnest(?::text[], ?::text[], ?::bytea[]) AS n (user_id, user_key, password)
     ON CONFLICT (municipality_id, user_key) DO NOTHING
     RETURNING user_key`,
    [
      tenancy.current().municipalityId,
      passwords.map(({ userId }) => userId),
      passwords.map(({ userKey }) => userKey),
      hashes(passwords),
    ] as any[]
  )
  return new Set(rows.map((row: { user_key: string }) => row.user_key))
}

/** @returns the accounts' ids by key */
async function renewAll(passwords: Password[]): Promise<Map<string, string>> {
  const { rows } = await db.rawQuery(
    `UPDATE accounts a
        SET initial_password_hash = n.password, password_hash = NULL,
            credentials_version = credentials_version + 1
       FROM unnest(?::text[], ?::bytea[]) AS n (user_key, password)
      WHERE a.municipality_id = ? AND a.user_key = n.user_key AND a.state = 'active'
      RETURNING a.id, a.user_key`,
    [
      passwords.map(({ userKey }) => userKey),
      hashes(passwords),
      tenancy.current().municipalityId,
    ] as any[]
  )
  return new Map(rows.map((row: { id: string; user_key: string }) => [row.user_key, row.id]))
}

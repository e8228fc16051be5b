import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { makeReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { initialPasswordHash } from '../credentials.js'
import { foldId } from '../user_id.js'

export interface IssuedAccount {
  userId: string
  /** Readable here and nowhere afterwards. */
  initialPassword: string
}

/** How many go into one statement: enough to be quick, few enough for one message to the database. */
const AT_ONCE = 1_000

/**
 * Issues IDs with initial passwords in one run (R6, R21), all or none.
 *
 * @param count 1 to 10,000
 * @returns IDs and passwords in order, to be handed out at once: only hashes are stored
 */
export async function issueAccounts(count: number, staffId: string): Promise<IssuedAccount[]> {
  const issued = Array.from({ length: count }, () => ({
    userId: makeReadableCode(),
    initialPassword: makeReadableCode(),
  }))
  const runId = await recordRun('issued', count, staffId)
  for (let from = 0; from < count; from += AT_ONCE) {
    const part = issued.slice(from, from + AT_ONCE)
    await db.rawQuery(
      `INSERT INTO accounts (municipality_id, user_id, user_key, initial_password_hash, run_id)
       SELECT ?, user_id, user_key, password, ?
         FROM unnest(?::text[], ?::text[], ?::bytea[]) AS n (user_id, user_key, password)`,
      [
        tenancy.current().municipalityId,
        runId,
        part.map(({ userId }) => userId),
        part.map(({ userId }) => foldId(userId)),
        part.map(({ initialPassword }) => initialPasswordHash(initialPassword)),
      ] as any[]
    )
  }
  return issued
}

/** Notes who added how many accounts at once. @returns the run's id */
export async function recordRun(kind: 'issued' | 'imported', accounts: number, staffId: string) {
  const { rows } = await db.rawQuery(
    `INSERT INTO account_runs (municipality_id, kind, accounts, created_by)
     VALUES (?, ?, ?, ?) RETURNING id`,
    [tenancy.current().municipalityId, kind, accounts, staffId]
  )
  await audit.record({
    action: kind === 'issued' ? 'accounts.issue' : 'accounts.import',
    subject: { type: 'account_run', id: rows[0].id },
    detail: { count: accounts },
  })
  return rows[0].id as string
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { foldId } from '../user_id.js'
import type { AccountState } from './find_account.js'

export interface AccountSearch {
  /** The beginning of a 利用者ID, or a whole ログインID. */
  id: string
  state: AccountState | null
  page: number
}

export interface AccountLine {
  id: string
  userId: string
  state: AccountState
  /** Whether an own password is chosen. */
  used: boolean
  createdAt: Date
  lastSignedInAt: Date | null
}

const PER_PAGE = 50

/**
 * One page of the accounts by 利用者ID. Comparing with < and ≥ under the C
 * collation is what row level security lets an index answer; LIKE is not.
 */
export async function searchAccounts({ id, state, page }: AccountSearch) {
  const prefix = foldId(id)
  const where = `municipality_id = :municipality
    AND (:state::text IS NULL OR state = :state)
    AND ((user_key COLLATE "C" >= :prefix AND user_key COLLATE "C" < :after) OR login_key = :prefix)`
  const values = {
    municipality: tenancy.current().municipalityId,
    state,
    prefix,
    /** The last code point of all comes after every ID that begins like this. */
    after: `${prefix}\u{10FFFF}`,
  }
  const { rows: counts } = await db.rawQuery(
    `SELECT count(*)::int AS total FROM accounts WHERE ${where}`,
    values as any
  )
  const total: number = counts[0].total
  const lastPage = Math.max(1, Math.ceil(total / PER_PAGE))
  const currentPage = Math.min(page, lastPage)
  const { rows } = await db.rawQuery(
    `SELECT id, user_id AS "userId", state, password_hash IS NOT NULL AS used,
            created_at AS "createdAt", last_signed_in_at AS "lastSignedInAt"
       FROM accounts WHERE ${where}
      ORDER BY user_key COLLATE "C" LIMIT :limit OFFSET :offset`,
    { ...values, limit: PER_PAGE, offset: (currentPage - 1) * PER_PAGE } as any
  )
  return { accounts: rows as AccountLine[], total, perPage: PER_PAGE, currentPage, lastPage }
}

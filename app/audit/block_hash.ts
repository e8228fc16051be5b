import { createHash } from 'node:crypto'

/** An entry as the database gives it, every column as text. */
export type SealedEntry = (string | null)[]

/** The columns a block's hash covers, in this order for good: a new column gets a new kind of block. */
export const SEALED_COLUMNS = `
  seq::text, to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor_kind,
  staff_id::text, staff_login, address, request_id, action, subject_type, subject_id, result, detail::text`

/** What the first block of a municipality follows. */
export const FIRST_PREVIOUS_HASH = Buffer.alloc(32)

/**
 * SHA-256 over the previous block's hash and the entries in order of their
 * number, each as a JSON array, so that no two lists of entries look alike.
 */
export function blockHash(previous: Buffer, entries: SealedEntry[]): Buffer {
  const hash = createHash('sha256').update(previous)
  for (const entry of entries) hash.update(JSON.stringify(entry)).update('\n')
  return hash.digest()
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { blockHash, FIRST_PREVIOUS_HASH, SEALED_COLUMNS, type SealedEntry } from './block_hash.js'

/** Entries per block: keeps a block's verification in memory. */
const BLOCK_SIZE = 5_000

/**
 * Seals what is not sealed yet into the next block of the open scope's
 * municipality. An entry whose transaction commits after a block was made,
 * though its number is lower, goes into a later block; a block therefore
 * says exactly which numbers it covers.
 *
 * @returns how many entries were sealed
 */
export async function sealEntries(): Promise<number> {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('audit seal'), ?)", [municipalityId])
  const last = await lastBlock()

  const { rows: entries } = await db.rawQuery(
    `WITH ${UNSEALED}
     SELECT ARRAY[${SEALED_COLUMNS}] AS columns
       FROM unsealed
      ORDER BY unsealed.seq
      LIMIT ${BLOCK_SIZE}`,
    [municipalityId, last.reaches, municipalityId, last.reaches]
  )
  if (entries.length === 0) return 0

  const columns: SealedEntry[] = entries.map((row: { columns: SealedEntry }) => row.columns)
  const numbers = columns.map(([seq]) => seq)
  await db.rawQuery(
    `INSERT INTO audit_blocks (municipality_id, block, entries, entry_count, previous_hash, hash)
     SELECT ?, ?, range_agg(int8range(seq, seq, '[]')), count(*), ?, ?
       FROM unnest(?::bigint[]) AS seq`,
    [municipalityId, last.block + 1, last.hash, blockHash(last.hash, columns), numbers] as any[]
  )
  return entries.length
}

/** How far sealing has come, for the log's viewer. */
export interface SealState {
  block: number
  /** ISO, or null before the first block. */
  sealedAt: string | null
  unsealed: number
}

/** The last block of the open scope's municipality and how many entries wait for the next. */
export async function sealState(): Promise<SealState> {
  const { municipalityId } = tenancy.current()
  const last = await lastBlock()
  const { rows } = await db.rawQuery(
    `WITH ${UNSEALED} SELECT count(*)::int AS waiting FROM unsealed`,
    [municipalityId, last.reaches, municipalityId, last.reaches]
  )
  return { block: last.block, sealedAt: last.sealedAt, unsealed: rows[0].waiting }
}

/** Age in seconds of the oldest entry no block covers; 0 where every entry is sealed. */
export async function secondsUnsealed(): Promise<number> {
  const { municipalityId } = tenancy.current()
  const last = await lastBlock()
  const { rows } = await db.rawQuery(
    `WITH ${UNSEALED}
     SELECT coalesce(extract(epoch FROM now() - min(recorded_at)), 0)::int AS age FROM unsealed`,
    [municipalityId, last.reaches, municipalityId, last.reaches]
  )
  return Math.max(0, rows[0].age)
}

/**
 * Entries no block covers, from a day before the last sealed one: far longer
 * than a transaction lives. The day is counted from the last sealed entry and
 * not from when it was sealed, so that nothing is passed over while sealing
 * works off what gathered during a standstill. A block made before the day
 * began covers nothing of it.
 */
const UNSEALED = `
  sealed AS MATERIALIZED (
    SELECT coalesce(range_agg(entries), '{}') AS numbers
      FROM audit_blocks
     WHERE municipality_id = ? AND sealed_at >= ?::timestamptz - interval '1 day'),
  unsealed AS (
    SELECT e.*
      FROM audit_entries e, sealed
     WHERE e.municipality_id = ? AND e.recorded_at >= ?::timestamptz - interval '1 day'
       AND NOT sealed.numbers @> e.seq)`

async function lastBlock(): Promise<{
  block: number
  hash: Buffer
  /** When its last entry was recorded; never after it was sealed, whatever became of the clock. */
  reaches: string
  sealedAt: string | null
}> {
  const { rows } = await db.rawQuery(
    `SELECT b.block, b.hash, b.sealed_at,
            least(b.sealed_at,
                  (SELECT e.recorded_at FROM audit_entries e
                    WHERE e.municipality_id = b.municipality_id AND e.seq = upper(b.entries) - 1)
            )::text AS reaches
       FROM audit_blocks b
      WHERE b.municipality_id = ?
      ORDER BY b.block DESC LIMIT 1`,
    [tenancy.current().municipalityId]
  )
  if (!rows[0]) {
    return { block: 0, hash: FIRST_PREVIOUS_HASH, reaches: '-infinity', sealedAt: null }
  }
  const { block, hash, reaches, sealed_at: sealedAt } = rows[0]
  return { block, hash, reaches, sealedAt: sealedAt.toISOString() }
}

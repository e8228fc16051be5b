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
    `SELECT ARRAY[${SEALED_COLUMNS}] AS columns
       FROM audit_entries e
      WHERE recorded_at >= ?::timestamptz - interval '1 day'
        AND NOT EXISTS (
          SELECT 1 FROM audit_blocks b
           WHERE b.sealed_at >= ?::timestamptz - interval '2 days' AND b.entries @> e.seq)
      ORDER BY seq
      LIMIT ${BLOCK_SIZE}`,
    [last.sealedAt, last.sealedAt]
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

async function lastBlock(): Promise<{ block: number; hash: Buffer; sealedAt: string }> {
  const { rows } = await db.rawQuery(
    'SELECT block, hash, sealed_at::text AS sealed_at FROM audit_blocks ORDER BY block DESC LIMIT 1'
  )
  return rows[0]
    ? { block: rows[0].block, hash: rows[0].hash, sealedAt: rows[0].sealed_at }
    : { block: 0, hash: FIRST_PREVIOUS_HASH, sealedAt: '-infinity' }
}

import db from '@adonisjs/lucid/services/db'
import { blockHash, FIRST_PREVIOUS_HASH, SEALED_COLUMNS, type SealedEntry } from './block_hash.js'

export interface SealReport {
  blocks: number
  entries: number
  /** Entries no block covers yet. */
  unsealed: number
  /** The first block that does not agree with what is stored, and why. */
  broken: { block: number; reason: string } | null
}

/** Recomputes every block of the open scope's municipality, oldest first, and stops at the first that does not agree. */
export async function verifySeals(): Promise<SealReport> {
  const report: SealReport = { blocks: 0, entries: 0, unsealed: 0, broken: null }
  let previous: Buffer = FIRST_PREVIOUS_HASH

  const { rows: blocks } = await db.rawQuery(
    'SELECT block, entry_count, previous_hash, hash FROM audit_blocks ORDER BY block'
  )
  for (const block of blocks) {
    const reason = await whatIsWrong(block, report.blocks + 1, previous)
    if (reason) {
      report.broken = { block: block.block, reason }
      return report
    }
    previous = block.hash
    report.blocks += 1
    report.entries += block.entry_count
  }

  const { rows } = await db.rawQuery(
    `WITH sealed AS MATERIALIZED (
       SELECT coalesce(range_agg(entries), '{}') AS numbers FROM audit_blocks)
     SELECT count(*)::int AS unsealed FROM audit_entries e, sealed
      WHERE NOT sealed.numbers @> e.seq`
  )
  report.unsealed = rows[0].unsealed
  return report
}

async function whatIsWrong(
  block: { block: number; entry_count: number; previous_hash: Buffer; hash: Buffer },
  expectedNumber: number,
  previous: Buffer
): Promise<string | null> {
  if (block.block !== expectedNumber) return `block ${expectedNumber} is missing`
  if (!block.previous_hash.equals(previous)) return 'it does not follow the block before it'
  const { rows } = await db.rawQuery(
    `SELECT ARRAY[${SEALED_COLUMNS}] AS columns
       FROM (SELECT municipality_id, entries, lower(entries) AS first, upper(entries) AS beyond
               FROM audit_blocks WHERE block = ?) b
       JOIN audit_entries e
         ON e.municipality_id = b.municipality_id AND e.seq >= b.first AND e.seq < b.beyond
      WHERE b.entries @> e.seq
      ORDER BY e.seq`,
    [block.block]
  )
  if (rows.length !== block.entry_count) {
    return `${block.entry_count} entries were sealed, ${rows.length} are there`
  }
  const hash = blockHash(
    previous,
    rows.map((row: { columns: SealedEntry }) => row.columns)
  )
  return hash.equals(block.hash) ? null : 'an entry was changed after it was sealed'
}

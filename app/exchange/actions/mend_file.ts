import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import type { FeedReader, FeedRow } from '#app/module_kit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { readExchangeFile } from '../exchange_file.js'
import { receivedFeedsOf } from '../feeds.js'
import { findFile, type FoundFile } from '../queries/find_file.js'
import { linesToMend } from '../queries/lines_to_mend.js'
import { lockFeed } from './lock_feed.js'
import { AT_ONCE } from './read_files.js'

export interface Mended {
  /** Lines that are settled now: read, or told better by a later file. */
  settled: number
  /** Lines that still cannot be read. */
  left: number
}

/**
 * Reads the lines of a file once more that were left out because something was
 * missing here, as long as what was in the file is kept. Doing it again changes
 * nothing but what has become possible since. Runs outside of a transaction.
 */
export async function mendFile(
  id: string,
  municipality: Municipality,
  actor?: Actor
): Promise<Mended> {
  const counts: Mended = { settled: 0, left: 0 }
  const file = await tenancy.run(municipality, () => findFile(id))
  const found = receivedFeedsOf(municipality).find(({ feed }) => feed.name === file.feed)
  if (!found || !file.content || file.state !== 'read') return counts
  const { default: reader } = await found.reader()
  const content = readExchangeFile(Buffer.from(file.content))
  for (let after: number | undefined = 0; after !== undefined;) {
    const from: number = after
    after = await tenancy.run(
      municipality,
      () => mendSome(file, content, reader, from, counts),
      actor
    )
  }
  const detail = {
    feed: file.feed,
    number: file.number,
    count: counts.settled,
    leftOut: counts.left,
  }
  await tenancy.run(
    municipality,
    () =>
      audit.record({
        action: 'exchange.read_again',
        subject: { type: 'exchange_file', id },
        detail,
      }),
    actor
  )
  return counts
}

/** @returns the last line looked at; nothing once there are no more */
async function mendSome(
  file: FoundFile,
  { header, rows }: { header: string[]; rows: string[][] },
  reader: FeedReader<FeedRow>,
  after: number,
  counts: Mended
): Promise<number | undefined> {
  await lockFeed('read', file.feed)
  const lines = await linesToMend(file.id, reader.mends.because, { after, limit: AT_ONCE })
  if (lines.length === 0) return undefined
  const rowOf = (line: number) =>
    Object.fromEntries(header.map((name, i) => [name, rows[line - 1][i]]))
  const keyOf = (line: number) => rowOf(line)[reader.mends.key]
  const better = await toldSince(file, header.indexOf(reader.mends.key), new Set(lines.map(keyOf)))
  const wanted = lines.filter((line) => !better.has(keyOf(line)))
  const leftOut = await reader.read(wanted.map(rowOf), { id: file.id })
  const because = new Map(leftOut.map((one) => [wanted[one.row], one.because]))
  await settle(
    file.id,
    lines.filter((line) => !because.has(line))
  )
  for (const [line, why] of because) await noteWhy(file.id, line, why)
  counts.settled += lines.length - because.size
  counts.left += because.size
  return lines.at(-1)
}

/** Of some keys those that later files of the same feed say something of. */
async function toldSince(file: FoundFile, column: number, keys: Set<string>): Promise<Set<string>> {
  const { rows: later } = await db.rawQuery(
    `SELECT f.id FROM exchange_files f
       JOIN exchange_series s ON s.municipality_id = f.municipality_id
        AND s.direction = f.direction AND s.id = f.series_id
      WHERE f.municipality_id = ? AND f.direction = 'in' AND s.feed = ? AND f.content IS NOT NULL
        AND (s.started_at, f.number) > (?::timestamptz, ?)`,
    [
      ...[tenancy.current().municipalityId, file.feed],
      ...[file.seriesStartedAt.toISOString(), file.number],
    ] as any[]
  )
  const found = new Set<string>()
  for (const { id } of later) {
    const { content } = await findFile(id)
    for (const cells of readExchangeFile(Buffer.from(content!)).rows) {
      if (keys.has(cells[column])) found.add(cells[column])
    }
  }
  return found
}

async function settle(fileId: string, lines: number[]) {
  await db.rawQuery(
    `DELETE FROM exchange_left_out WHERE municipality_id = ? AND file_id = ? AND line = ANY (?::int[])`,
    [tenancy.current().municipalityId, fileId, lines] as any[]
  )
}

async function noteWhy(fileId: string, line: number, because: string) {
  await db.rawQuery(
    `UPDATE exchange_left_out SET because = ? WHERE municipality_id = ? AND file_id = ? AND line = ?`,
    [because, tenancy.current().municipalityId, fileId, line]
  )
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import type { FeedReader, FeedRow, ReceivedFeed } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { readExchangeFile, tellsTheRest } from '../exchange_file.js'
import { receivedFeedsOf } from '../feeds.js'
import { lockFeed } from './lock_feed.js'

/** Rows of one transaction: a change of a card each, and the page shows how far it has come. */
export const AT_ONCE = 200

interface Waiting {
  id: string
  feed: string
  number: number
  rowsRead: number
}

/** What a file holds does not change while it is read, and is long: it is taken apart once, not for each 200 rows. */
interface Opened {
  id: string
  isLastOfFirst: boolean
  header: string[]
  rows: string[][]
}

/**
 * Reads the rows of every file that was taken in, in the order of their numbers.
 * A process that dies leaves what it committed, and the next one goes on from
 * there. Runs outside of a transaction.
 */
export async function readFiles(municipality: Municipality) {
  for (const feed of receivedFeedsOf(municipality)) {
    const { default: reader } = await feed.reader()
    let opened: Opened | undefined
    do {
      opened = await tenancy.run(municipality, () => readSome(feed, reader, opened))
    } while (opened)
  }
}

/** @returns the file some rows were read of; nothing when there was none to read */
async function readSome(
  { feed }: ReceivedFeed,
  reader: FeedReader<FeedRow>,
  before: Opened | undefined
): Promise<Opened | undefined> {
  const file = await lockNext(feed.name)
  if (!file) return undefined
  const opened = before?.id === file.id ? before : await open(file.id)
  const { header, rows } = opened
  const some = rows.slice(file.rowsRead, file.rowsRead + AT_ONCE)
  const leftOut = await reader.read(
    some.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]]))),
    { id: file.id }
  )
  for (const { row, because } of leftOut) {
    await noteLeftOut(file.id, file.rowsRead + row + 1, because)
  }
  const rowsRead = file.rowsRead + some.length
  const isDone = rowsRead === rows.length
  if (isDone && opened.isLastOfFirst) await reader.settle?.({ ids: await seriesSoFar(file.id) })
  await db.rawQuery(
    `UPDATE exchange_files
        SET rows_read = ?, state = ?, read_at = ${isDone ? 'now()' : 'NULL'}
      WHERE municipality_id = ? AND id = ?`,
    [rowsRead, isDone ? 'read' : 'reading', tenancy.current().municipalityId, file.id]
  )
  if (isDone) await recordRead(file)
  return opened
}

async function open(id: string): Promise<Opened> {
  const { rows } = await db.rawQuery(
    'SELECT content FROM exchange_files WHERE municipality_id = ? AND id = ?',
    [tenancy.current().municipalityId, id]
  )
  const { manifest, header, rows: cells } = readExchangeFile(Buffer.from(rows[0].content))
  return { id, isLastOfFirst: tellsTheRest(manifest), header, rows: cells }
}

/** The files of a file's series up to it. */
async function seriesSoFar(id: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT f.id FROM exchange_files last
       JOIN exchange_files f ON f.municipality_id = last.municipality_id
        AND f.direction = last.direction AND f.series_id = last.series_id AND f.number <= last.number
      WHERE last.municipality_id = ? AND last.id = ?`,
    [tenancy.current().municipalityId, id]
  )
  return rows.map((row: { id: string }) => row.id)
}

/** The earliest file with rows to read; a second process waits here for the first. */
async function lockNext(feed: string): Promise<Waiting | undefined> {
  await lockFeed('read', feed)
  const { rows } = await db.rawQuery(
    `SELECT f.id, s.feed, f.number, f.rows_read AS "rowsRead"
       FROM exchange_files f
       JOIN exchange_series s ON s.municipality_id = f.municipality_id
        AND s.direction = f.direction AND s.id = f.series_id
      WHERE f.municipality_id = ? AND f.state = 'reading' AND s.feed = ?
      ORDER BY s.started_at, f.number LIMIT 1`,
    [tenancy.current().municipalityId, feed]
  )
  return rows[0]
}

async function noteLeftOut(fileId: string, line: number, because: string) {
  await db.rawQuery(
    `INSERT INTO exchange_left_out (municipality_id, file_id, line, because) VALUES (?, ?, ?, ?)`,
    [tenancy.current().municipalityId, fileId, line, because]
  )
}

async function recordRead({ id, feed, number }: Waiting) {
  const { rows } = await db.rawQuery(
    'SELECT count(*)::int AS n FROM exchange_left_out WHERE municipality_id = ? AND file_id = ?',
    [tenancy.current().municipalityId, id]
  )
  await audit.record({
    action: 'exchange.read_file',
    subject: { type: 'exchange_file', id },
    detail: { feed, number, leftOut: rows[0].n },
  })
}

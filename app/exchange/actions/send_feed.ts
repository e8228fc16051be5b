import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import type { FeedRow, SentFeed } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { E_NOT_CONNECTED } from '../errors.js'
import {
  writeExchangeFile,
  type Acknowledgement,
  type Manifest,
  type SeriesReason,
} from '../exchange_file.js'
import { cellsOf } from '../feed_values.js'
import { ownKey, partner } from '../queries/exchange_keys.js'
import { lockFeed } from './lock_feed.js'
import { startSeries } from './start_series.js'

interface Series {
  id: string
  because: SeriesReason
  startedAt: Date
  lastNumber: number
  lastMadeAt: Date | null
}

/** A file of so many is far smaller than what is taken (`LARGEST_FILE`), and small enough to be looked at. */
const ROWS_A_FILE = 100_000

/** Where there is nothing to tell, a file says so once a day: who receives none learns that one was lost. */
const SILENT_FOR = 24 * 60 * 60_000

/**
 * Makes a feed's next files of what none has told yet: lines, numbers and the note
 * of what was told stand or fall together. What there is at the start of a series
 * may be too much for one.
 *
 * @returns their ids; none where there is nothing to tell
 * @throws E_NOT_CONNECTED
 */
export async function sendFeed(
  { feed, collect }: SentFeed,
  municipality: Pick<Municipality, 'code'>,
  { now = Date.now(), most = ROWS_A_FILE } = {}
): Promise<string[]> {
  await lockFeed('out', feed.name)
  const [keys, recipient] = [await ownKey(), await partner()]
  if (!keys || !recipient) throw new E_NOT_CONNECTED()
  const series = (await seriesInUse(feed.name)) ?? (await firstSeries(feed.name))
  const everything = series.lastNumber === 0
  const { default: collected } = await collect()
  const rows = (await collected({ everything })).map((row: FeedRow) => {
    const cells = cellsOf(feed, row)
    if (Array.isArray(cells)) return cells
    throw new Error(`The feed "${feed.name}" would carry something that is no ${cells.wrong}.`)
  })
  /** A first file says that there is nothing; one that follows another's failure has to be said even so. */
  const isSilent = everything
    ? series.because === 'first'
    : now - series.lastMadeAt!.getTime() < SILENT_FOR
  if (rows.length === 0 && isSilent) return []
  const parts = Math.max(1, Math.ceil(rows.length / most))
  const ids: string[] = []
  for (let i = 0; i < parts; i++) {
    const manifest: Manifest = {
      ...{ feed: feed.name, municipality: municipality.code },
      ...{ from: keys.fingerprint, to: recipient.fingerprint },
      ...{ seriesId: series.id, seriesStartedAt: series.startedAt.toISOString() },
      ...{ seriesBecause: series.because, number: series.lastNumber + 1 + i },
      part: everything && parts > 1 ? [i + 1, parts] : undefined,
      madeAt: new Date().toISOString(),
      acknowledges: await acknowledgements(),
    }
    const some = rows.slice(i * most, (i + 1) * most)
    ids.push(await keepFile(manifest, Object.keys(feed.columns), some, keys.privateKey()))
  }
  return ids
}

async function keepFile(
  manifest: Manifest,
  header: string[],
  rows: string[][],
  privateKey: string
): Promise<string> {
  const { municipalityId, actor } = tenancy.current()
  const { feed, number, seriesId } = manifest
  const { text, sha256 } = writeExchangeFile(manifest, header, rows, privateKey)
  const made = await db.rawQuery(
    `INSERT INTO exchange_files (municipality_id, direction, series_id, number, row_count, sha256,
                                 made_at, content, state, staff_id)
     VALUES (?, 'out', ?, ?, ?, ?, ?, ?, 'sent', ?) RETURNING id`,
    [
      ...[municipalityId, seriesId, number, rows.length, sha256, manifest.madeAt, text],
      actor.staffId ?? null,
    ] as any[]
  )
  await db.rawQuery(
    `UPDATE exchange_series SET last_number = ?
      WHERE municipality_id = ? AND direction = 'out' AND id = ?`,
    [number, municipalityId, seriesId]
  )
  const { id } = made.rows[0]
  await audit.record({
    action: 'exchange.make_file',
    subject: { type: 'exchange_file', id },
    detail: { feed, number, count: rows.length },
  })
  return id
}

async function seriesInUse(feed: string): Promise<Series | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT id, because, started_at AS "startedAt", last_number AS "lastNumber",
            (SELECT made_at FROM exchange_files f
              WHERE f.municipality_id = s.municipality_id AND f.direction = s.direction
                AND f.series_id = s.id AND f.number = s.last_number) AS "lastMadeAt"
       FROM exchange_series s
      WHERE municipality_id = ? AND direction = 'out' AND feed = ? AND ended_at IS NULL`,
    [tenancy.current().municipalityId, feed]
  )
  return rows[0]
}

async function firstSeries(feed: string): Promise<Series> {
  await startSeries(feed, 'first')
  return (await seriesInUse(feed))!
}

/** How far we have read what comes the other way, so that the partner learns what was lost. */
async function acknowledgements(): Promise<Acknowledgement[]> {
  const { rows } = await db.rawQuery(
    `SELECT id AS "seriesId", last_number AS number FROM exchange_series
      WHERE municipality_id = ? AND direction = 'in' AND ended_at IS NULL ORDER BY feed`,
    [tenancy.current().municipalityId]
  )
  return rows
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import type { FeedRow, SentFeed } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { E_NOT_CONNECTED } from '../errors.js'
import { writeExchangeFile, type Acknowledgement, type SeriesReason } from '../exchange_file.js'
import { cellsOf } from '../feed_values.js'
import { ownKey, partner } from '../queries/exchange_keys.js'
import { lockFeed } from './lock_feed.js'
import { startSeries } from './start_series.js'

interface Series {
  id: string
  because: SeriesReason
  startedAt: Date
  lastNumber: number
}

/**
 * Makes a feed's next file of what none has told yet: lines, number and the note
 * of what was told stand or fall together.
 *
 * @returns the file's id; nothing where there is nothing to tell
 * @throws E_NOT_CONNECTED
 */
export async function sendFeed(
  { feed, collect }: SentFeed,
  municipality: Pick<Municipality, 'code'>
): Promise<string | undefined> {
  const { municipalityId, actor } = tenancy.current()
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
  if (rows.length === 0 && (!everything || series.because === 'first')) return undefined
  const number = series.lastNumber + 1
  const madeAt = new Date()
  const { text, sha256 } = writeExchangeFile(
    {
      ...{ feed: feed.name, municipality: municipality.code, number },
      ...{ from: keys.fingerprint, to: recipient.fingerprint },
      ...{ seriesId: series.id, seriesStartedAt: series.startedAt.toISOString() },
      ...{ seriesBecause: series.because, madeAt: madeAt.toISOString() },
      acknowledges: await acknowledgements(),
    },
    Object.keys(feed.columns),
    rows,
    keys.privateKey()
  )
  const made = await db.rawQuery(
    `INSERT INTO exchange_files (municipality_id, direction, series_id, number, row_count, sha256,
                                 made_at, content, state, staff_id)
     VALUES (?, 'out', ?, ?, ?, ?, ?, ?, 'sent', ?) RETURNING id`,
    [
      ...[municipalityId, series.id, number, rows.length, sha256, madeAt.toISOString(), text],
      actor.staffId ?? null,
    ] as any[]
  )
  await db.rawQuery(
    `UPDATE exchange_series SET last_number = ?
      WHERE municipality_id = ? AND direction = 'out' AND id = ?`,
    [number, municipalityId, series.id]
  )
  const { id } = made.rows[0]
  await audit.record({
    action: 'exchange.make_file',
    subject: { type: 'exchange_file', id },
    detail: { feed: feed.name, number, count: rows.length },
  })
  return id
}

async function seriesInUse(feed: string): Promise<Series | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT id, because, started_at AS "startedAt", last_number AS "lastNumber"
       FROM exchange_series
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

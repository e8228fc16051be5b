import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { SeriesReason } from '../exchange_file.js'
import { lockFeed } from './lock_feed.js'

/**
 * Begins a new series of numbers for the files of a feed: after a backup was
 * played back the old numbers would be given a second time. Its first file tells
 * everything there is.
 */
export async function startSeries(feed: string, because: SeriesReason): Promise<string> {
  const { municipalityId } = tenancy.current()
  await lockFeed('out', feed)
  await db.rawQuery(
    `UPDATE exchange_series SET ended_at = now()
      WHERE municipality_id = ? AND direction = 'out' AND feed = ? AND ended_at IS NULL`,
    [municipalityId, feed]
  )
  const id = randomUUID()
  await db.rawQuery(
    `INSERT INTO exchange_series (municipality_id, direction, id, feed, because, started_at)
     VALUES (?, 'out', ?, ?, ?, date_trunc('milliseconds', clock_timestamp()))`,
    [municipalityId, id, feed, because]
  )
  await audit.record({
    action: 'exchange.start_series',
    subject: { type: 'exchange_series', id },
    detail: { feed, reason: because },
  })
  return id
}

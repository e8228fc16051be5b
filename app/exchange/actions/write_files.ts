import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { sentFeedsOf } from '../feeds.js'
import { fileName } from '../file_name.js'
import { exchangeSettings } from '../settings.js'
import { sendFeed } from './send_feed.js'

interface Unwritten {
  id: string
  feed: string
  number: number
  seriesStartedAt: Date
  content: string
}

/**
 * Makes the files that are due and puts every one that was made, by whomever,
 * into the folder: under a name for the time being first, so that whoever
 * carries them on never finds half a file. One that was written and not noted
 * is written once more, byte for byte.
 */
export async function writeFiles(path: string, municipality: Municipality, now: number) {
  for (const feed of sentFeedsOf(municipality)) {
    await tenancy.run(municipality, async () => {
      if (await isDue(feed.feed.name, municipality, now))
        await sendFeed(feed, municipality, { now })
    })
  }
  for (const file of await tenancy.run(municipality, unwritten)) {
    await writeWhole(join(path, fileName(municipality.code, file)), file.content)
    await tenancy.run(municipality, () => noteWritten(file.id))
  }
}

async function isDue(feed: string, municipality: Municipality, now: number): Promise<boolean> {
  const minutes = Number(exchangeSettings.read(municipality).send_every)
  const { rows } = await db.rawQuery(
    `SELECT max(f.made_at) AS last
       FROM exchange_series s
       JOIN exchange_files f ON f.municipality_id = s.municipality_id
        AND f.direction = s.direction AND f.series_id = s.id
      WHERE s.municipality_id = ? AND s.direction = 'out' AND s.feed = ? AND s.ended_at IS NULL`,
    [tenancy.current().municipalityId, feed]
  )
  return rows[0].last === null || now - rows[0].last.getTime() >= minutes * 60_000
}

async function unwritten(): Promise<Unwritten[]> {
  const { rows } = await db.rawQuery(
    `SELECT f.id, s.feed, f.number, s.started_at AS "seriesStartedAt", f.content
       FROM exchange_files f
       JOIN exchange_series s ON s.municipality_id = f.municipality_id
        AND s.direction = f.direction AND s.id = f.series_id
      WHERE f.municipality_id = ? AND f.state = 'sent' AND f.written_at IS NULL
        AND f.content IS NOT NULL
      ORDER BY f.created_at LIMIT 100`,
    [tenancy.current().municipalityId]
  )
  return rows
}

async function writeWhole(path: string, content: string) {
  const file = await open(`${path}.part`, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
}

async function noteWritten(id: string) {
  await db.rawQuery(
    'UPDATE exchange_files SET written_at = now() WHERE municipality_id = ? AND id = ?',
    [tenancy.current().municipalityId, id]
  )
}

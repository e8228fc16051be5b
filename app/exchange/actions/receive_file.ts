import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { enqueue } from '#app/jobs/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { E_FILE_REFUSED } from '../errors.js'
import { checkSeals, type Acknowledgement, type ExchangeFile } from '../exchange_file.js'
import { cellsOf } from '../feed_values.js'
import { receivedFeedsOf } from '../feeds.js'
import { ownKey, partner } from '../queries/exchange_keys.js'
import { lockFeed } from './lock_feed.js'

export interface Received {
  id: string
  /** The same file was taken before: nothing was changed. */
  again: boolean
}

/**
 * Takes a file in, once it is known to be the partner's, for us, whole,
 * unaltered and the next of its series. Its rows are read afterwards, in order
 * (`read_files.ts`); the same file once more changes nothing.
 *
 * @param text the file as it came, kept to be looked at
 * @throws E_FILE_REFUSED
 */
export async function receiveFile(
  file: ExchangeFile,
  text: string,
  municipality: Pick<Municipality, 'code' | 'modules'>
): Promise<Received> {
  const { manifest, sha256 } = file
  const { municipalityId, actor } = tenancy.current()
  await checkParties(file, municipality)
  checkRows(file, municipality)
  await lockFeed('in', manifest.feed)
  const known = await knownFile(file)
  if (known) return { id: known, again: true }
  await openSeries(file)
  const { rows } = await db.rawQuery(
    `INSERT INTO exchange_files (municipality_id, direction, series_id, number, row_count, sha256,
                                 made_at, content, state, staff_id)
     VALUES (?, 'in', ?, ?, ?, ?, ?, ?, 'reading', ?) RETURNING id`,
    [
      ...[municipalityId, manifest.seriesId, manifest.number, file.rowCount, sha256],
      ...[manifest.madeAt, text, actor.staffId ?? null],
    ] as any[]
  )
  await db.rawQuery(
    `UPDATE exchange_series SET last_number = ?
      WHERE municipality_id = ? AND direction = 'in' AND id = ?`,
    [manifest.number, municipalityId, manifest.seriesId]
  )
  for (const one of manifest.acknowledges) await noteAcknowledged(one)
  const { id } = rows[0]
  await audit.record({
    action: 'exchange.receive_file',
    subject: { type: 'exchange_file', id },
    detail: { feed: manifest.feed, number: manifest.number, count: file.rowCount },
  })
  await enqueue('core.read_exchange_files')
  return { id, again: false }
}

/** Whose it is and whom it is for, before anything in it is believed. */
async function checkParties(file: ExchangeFile, { code }: Pick<Municipality, 'code'>) {
  const { manifest } = file
  const refuse = (because: E_FILE_REFUSED['because']) => new E_FILE_REFUSED(because, file)
  const [own, sender] = [await ownKey(), await partner()]
  if (!own || !sender) throw refuse('not_connected')
  if (manifest.municipality !== code) throw refuse('other_municipality')
  if (manifest.from === own.fingerprint) throw refuse('own_file')
  if (manifest.from !== sender.fingerprint) throw refuse('other_sender')
  if (manifest.to !== own.fingerprint) throw refuse('other_recipient')
  checkSeals(file, sender.publicKey)
}

/** Whether somebody here reads such files, and every value is what its column may hold. */
function checkRows(file: ExchangeFile, municipality: Pick<Municipality, 'modules'>) {
  const found = receivedFeedsOf(municipality).find(({ feed }) => feed.name === file.manifest.feed)
  if (!found) throw new E_FILE_REFUSED('unknown_feed', file)
  const columns = Object.keys(found.feed.columns)
  if (file.header.join() !== columns.join()) throw new E_FILE_REFUSED('other_columns', file)
  const isWrong = file.rows.some(
    (cells) =>
      cells.length !== columns.length ||
      !Array.isArray(cellsOf(found.feed, Object.fromEntries(columns.map((c, i) => [c, cells[i]]))))
  )
  if (isWrong) throw new E_FILE_REFUSED('wrong_value', file)
}

/**
 * @returns the file taken before under this number, where it is the same
 * @throws E_FILE_REFUSED `number_again` where it is another: the sender was set back to a backup
 */
async function knownFile(file: ExchangeFile): Promise<string | undefined> {
  const { seriesId, number } = file.manifest
  const { rows } = await db.rawQuery(
    `SELECT id, sha256 FROM exchange_files
      WHERE municipality_id = ? AND direction = 'in' AND series_id = ? AND number = ?`,
    [tenancy.current().municipalityId, seriesId, number]
  )
  if (!rows[0]) return undefined
  if (rows[0].sha256 !== file.sha256) throw new E_FILE_REFUSED('number_again', file)
  return rows[0].id
}

/**
 * The series whose next number it is: the one in use, or one that began later
 * and takes its place.
 *
 * @throws E_FILE_REFUSED `gap` or `old_series`
 */
async function openSeries(file: ExchangeFile) {
  const { feed, seriesId, seriesStartedAt, seriesBecause, number } = file.manifest
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT id, started_at AS "startedAt", last_number AS "lastNumber" FROM exchange_series
      WHERE municipality_id = ? AND direction = 'in' AND feed = ? AND ended_at IS NULL`,
    [municipalityId, feed]
  )
  const inUse = rows[0] as { id: string; startedAt: Date; lastNumber: number } | undefined
  const isInUse = inUse?.id === seriesId
  if (inUse && !isInUse && inUse.startedAt >= new Date(seriesStartedAt)) {
    throw new E_FILE_REFUSED('old_series', file)
  }
  const next = isInUse ? inUse.lastNumber + 1 : 1
  if (number > next) {
    throw new E_FILE_REFUSED('gap', { ...file, missing: [next, number - 1] })
  }
  if (isInUse) return
  await db.rawQuery(
    `UPDATE exchange_series SET ended_at = now()
      WHERE municipality_id = ? AND direction = 'in' AND feed = ? AND ended_at IS NULL`,
    [municipalityId, feed]
  )
  await db.rawQuery(
    `INSERT INTO exchange_series (municipality_id, direction, id, feed, because, started_at)
     VALUES (?, 'in', ?, ?, ?, ?)`,
    [municipalityId, seriesId, feed, seriesBecause, seriesStartedAt]
  )
}

/** The partner says how far they have read our files; a number above our own shows that we were set back. */
async function noteAcknowledged({ seriesId, number }: Acknowledgement) {
  await db.rawQuery(
    `UPDATE exchange_series SET acknowledged = greatest(acknowledged, ?)
      WHERE municipality_id = ? AND direction = 'out' AND id = ?`,
    [number, tenancy.current().municipalityId, seriesId]
  )
}

import { createReadStream } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { holdsMyNumber, keyRing } from '#app/exchange/main'
import type { FieldSet } from '#app/fields/main'
import type { I18n } from '@adonisjs/i18n'
import { tenancy } from '#app/tenancy/main'
import { CsvReader, E_CSV_UNREADABLE, encodingOf, type CsvRow } from '#app/ui/main'
import { guessColumns, importTargets, type ImportColumn } from '../import_columns.js'
import { E_IMPORT_REFUSED } from '../errors.js'
import { columnsPurpose, keepFilePiece } from '../import_pieces.js'
import { rememberedTargets } from './remember_columns.js'

/** How much of a file is one piece: about two thousand lines, and what is held in memory at once. */
const PIECE = 320 * 1024

/**
 * Takes a file of residents: tells its encoding, reads its header, and keeps
 * it encrypted in pieces until the import ends. One with a 個人番号 in it is not
 * kept for a moment.
 *
 * @param path where it lies; whoever calls deletes it
 * @returns the import's id
 * @throws E_CSV_UNREADABLE · E_IMPORT_REFUSED
 */
export async function takeImportFile(
  path: string,
  about: { fields: FieldSet; i18n: I18n; staff: { id: string; loginId: string } }
): Promise<string> {
  const pieces = () => createReadStream(path, { highWaterMark: PIECE })
  const encoding = await encodingOf(pieces())
  const header = await headerOf(pieces(), new CsvReader(encoding))
  const targets = importTargets(about.fields, about.i18n)
  const columns = guessColumns(header, targets, await rememberedTargets(header))
  const id = await begin({ encoding, columns, staff: about.staff })
  let n = 0
  for await (const piece of pieces()) await keepFilePiece(id, n++, piece)
  await db.rawQuery(
    'UPDATE resident_imports SET file_pieces = ? WHERE municipality_id = ? AND id = ?',
    [n, tenancy.current().municipalityId, id]
  )
  await audit.record({ action: 'residents.import_file', subject: { type: 'import', id } })
  return id
}

/** Reads it through. @throws E_CSV_UNREADABLE · E_IMPORT_REFUSED */
async function headerOf(pieces: AsyncIterable<Buffer>, reader: CsvReader): Promise<string[]> {
  let header: string[] | undefined
  let lines = 0
  const look = (rows: CsvRow[]) => {
    header ??= rows[0]?.cells
    lines += rows.length
    const forbidden = rows.find(({ cells }) => cells.some(holdsMyNumber))
    if (forbidden) throw new E_IMPORT_REFUSED(forbidden.line, 'my_number')
  }
  for await (const piece of pieces) {
    look(reader.rowsIn(piece))
    await setImmediate()
  }
  look(reader.lastRows())
  if (!header || lines < 2) throw new E_CSV_UNREADABLE('core.csv.empty')
  return header.map((name) => name.trim())
}

async function begin(about: {
  encoding: string
  columns: ImportColumn[]
  staff: { id: string; loginId: string }
}): Promise<string> {
  const { rows } = await db.rawQuery('SELECT uuidv7()::text AS id', [])
  const { id } = rows[0]
  await db.rawQuery(
    `INSERT INTO resident_imports
       (municipality_id, id, encoding, columns_sealed, staff_id, staff_login, file_pieces)
     VALUES (?, ?, ?, ?, ?, ?, 0)`,
    [
      tenancy.current().municipalityId,
      ...[id, about.encoding, keyRing.seal(about.columns, columnsPurpose(id))],
      ...[about.staff.id, about.staff.loginId],
    ]
  )
  return id
}

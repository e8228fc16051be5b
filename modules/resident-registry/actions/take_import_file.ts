import { createReadStream } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { keyRing } from '#app/exchange/main'
import type { FieldSet } from '#app/fields/main'
import type { I18n } from '@adonisjs/i18n'
import type { SlotViewer } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { CsvReader, E_CSV_UNREADABLE, encodingOf, type CsvRow } from '#app/ui/main'
import { ForbiddenNumbers } from '../forbidden_numbers.js'
import { guessColumns, importTargets, phonesAmong, type ImportColumn } from '../import_columns.js'
import { columnsPurpose, keepFilePiece } from '../import_pieces.js'
import { rememberedTargets } from './remember_columns.js'

/** How much of a file is one piece: about two thousand lines, and what is held in memory at once. */
const PIECE = 320 * 1024

/**
 * Takes a file of residents: tells its encoding, reads its header, and keeps
 * it encrypted in pieces until the import ends. One with a 個人番号 in it, or a
 * 住民票コード as far as its columns' names tell, is not kept for a moment.
 *
 * @param path where it lies; whoever calls deletes it
 * @returns the import's id
 * @throws E_CSV_UNREADABLE · E_IMPORT_REFUSED
 */
export async function takeImportFile(
  path: string,
  about: { fields: FieldSet; i18n: I18n; staff: SlotViewer & { id: string; loginId: string } }
): Promise<string> {
  const pieces = () => createReadStream(path, { highWaterMark: PIECE })
  const encoding = await encodingOf(pieces())
  const rows = () => rowsOf(pieces(), new CsvReader(encoding))
  const header = await headerOf(rows())
  const targets = importTargets(about.fields, about.i18n, about.staff)
  const columns = guessColumns(header, targets, await rememberedTargets(header))
  await lookThrough(rows(), new ForbiddenNumbers(columns, phonesAmong(about.fields)))
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

/** The lines of a file, as many at once as end in a piece. */
async function* rowsOf(pieces: AsyncIterable<Buffer>, reader: CsvReader) {
  for await (const piece of pieces) {
    yield reader.rowsIn(piece)
    await setImmediate()
  }
  yield reader.lastRows()
}

/** @throws E_CSV_UNREADABLE */
async function headerOf(lines: AsyncIterable<CsvRow[]>): Promise<string[]> {
  for await (const [first] of lines) if (first) return first.cells.map((name) => name.trim())
  throw new E_CSV_UNREADABLE('core.csv.empty')
}

/** Line 1 too: in a file without a header it is somebody. @throws E_CSV_UNREADABLE · E_IMPORT_REFUSED */
async function lookThrough(lines: AsyncIterable<CsvRow[]>, forbidden: ForbiddenNumbers) {
  let count = 0
  for await (const rows of lines) {
    count += rows.length
    forbidden.refuseIn(rows)
  }
  if (count < 2) throw new E_CSV_UNREADABLE('core.csv.empty')
  forbidden.refuseCodesAsNumbers()
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

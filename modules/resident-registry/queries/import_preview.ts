import { audit } from '#app/audit/main'
import { CsvReader } from '#app/ui/main'
import { filePiece } from '../import_pieces.js'
import type { ResidentImport } from '../resident_import.js'

const LINES = 3

/**
 * The first lines of a file, column by column, as the examples beside which
 * somebody says what a column is; that they were seen is put into the audit log.
 */
export async function importPreview({ id, encoding, filePieces, columns }: ResidentImport) {
  const piece = await filePiece(id, 0)
  if (!piece) return []
  const reader = new CsvReader(encoding)
  const rows = reader.rowsIn(piece)
  if (filePieces === 1) rows.push(...reader.lastRows())
  await audit.record({ action: 'residents.import_view', subject: { type: 'import', id } })
  const first = rows.slice(1, 1 + LINES)
  return columns.map((_, at) => first.map(({ cells }) => cells[at] ?? ''))
}

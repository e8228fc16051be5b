import db from '@adonisjs/lucid/services/db'
import { keyRing } from '#app/exchange/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import { columnsPurpose } from '../import_pieces.js'
import type { ResidentImport } from '../resident_import.js'

const COLUMNS = `
  id, state, encoding, columns_sealed, staff_id AS "staffId", staff_login AS "staffLogin", whole,
  file_pieces AS "filePieces", checked_pieces AS "checkedPieces", row_pieces AS "rowPieces",
  written_pieces AS "writtenPieces", lines, new_lines AS "newLines",
  changed_lines AS "changedLines", same_lines AS "sameLines", wrong_lines AS "wrongLines",
  written_new AS "writtenNew", written_changed AS "writtenChanged",
  refused_line AS "refusedLine", refused_reason AS "refusedReason",
  created_at AS "createdAt", ended_at AS "endedAt"`

/** One import. @throws E_PAGE_NOT_FOUND */
export async function findImport(id: string): Promise<ResidentImport> {
  const { rows } = await db.rawQuery(
    `SELECT ${COLUMNS} FROM resident_imports WHERE municipality_id = ? AND id = ?`,
    [tenancy.current().municipalityId, id]
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  const { columns_sealed: sealed, ...found } = rows[0]
  return { ...found, columns: sealed ? keyRing.open(sealed, columnsPurpose(id)) : [] }
}

const PER_PAGE = 20

/** The imports, the latest first, page by page, without what their columns are called. */
export async function listImports(page: number) {
  const { municipalityId } = tenancy.current()
  const { rows: counted } = await db.rawQuery(
    'SELECT count(*)::int AS total FROM resident_imports WHERE municipality_id = ?',
    [municipalityId]
  )
  const [{ total }] = counted
  const lastPage = Math.max(1, Math.ceil(total / PER_PAGE))
  const currentPage = Math.min(page, lastPage)
  const { rows } = await db.rawQuery(
    `SELECT ${COLUMNS.replace('columns_sealed,', '')} FROM resident_imports
      WHERE municipality_id = ? ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`,
    [municipalityId, PER_PAGE, (currentPage - 1) * PER_PAGE]
  )
  const imports = rows as Omit<ResidentImport, 'columns'>[]
  return { imports, total, perPage: PER_PAGE, currentPage, lastPage }
}

/** Imports that are being worked on by nobody for so many seconds. */
export async function importsLeftAlone(seconds: number): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT id FROM resident_imports
      WHERE municipality_id = ? AND state IN ('checking', 'writing')
        AND touched_at < now() - make_interval(secs => ?)
      ORDER BY created_at`,
    [tenancy.current().municipalityId, seconds]
  )
  return rows.map(({ id }: { id: string }) => id)
}

/** How many files are being taken in: what they bring is not in the register yet. */
export async function countOpenImports(): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM resident_imports
      WHERE municipality_id = ? AND state IN ('mapping', 'checking', 'checked', 'writing')`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}

import db from '@adonisjs/lucid/services/db'
import { keyRing } from '#app/exchange/main'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { E_IMPORT_MOVED_ON } from '../errors.js'
import type { ImportColumn } from '../import_columns.js'
import { columnsPurpose } from '../import_pieces.js'
import type { ResidentImport } from '../resident_import.js'
import { rememberColumns } from './remember_columns.js'

/** Decides what the columns are and lets the file be checked. @throws E_IMPORT_MOVED_ON */
export async function startChecking(
  { id, columns: proposed }: ResidentImport,
  columns: ImportColumn[]
) {
  const { rows } = await db.rawQuery(
    `UPDATE resident_imports SET state = 'checking', columns_sealed = ?, touched_at = now()
      WHERE municipality_id = ? AND id = ? AND state = 'mapping' RETURNING id`,
    [keyRing.seal(columns, columnsPurpose(id)), tenancy.current().municipalityId, id]
  )
  if (rows.length === 0) throw new E_IMPORT_MOVED_ON()
  await rememberColumns(columns, proposed)
  await enqueue('resident-registry.work_on_import', { importId: id })
}

/**
 * Lets a checked file be written.
 *
 * @param whole all of it or nothing: only for a file without a wrong line
 * @throws E_IMPORT_MOVED_ON
 */
export async function startWriting(id: string, whole: boolean) {
  const { rows } = await db.rawQuery(
    `UPDATE resident_imports SET state = 'writing', whole = ?, touched_at = now()
      WHERE municipality_id = ? AND id = ? AND state = 'checked' AND (NOT ? OR wrong_lines = 0)
        AND new_lines + changed_lines > 0
      RETURNING id`,
    [whole, tenancy.current().municipalityId, id, whole]
  )
  if (rows.length === 0) throw new E_IMPORT_MOVED_ON()
  await enqueue('resident-registry.work_on_import', { importId: id })
}

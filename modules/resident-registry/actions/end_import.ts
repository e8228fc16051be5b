import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_IMPORT_MOVED_ON } from '../errors.js'
import { forgetPieces } from '../import_pieces.js'
import type { RefusedReason } from '../resident_import.js'

/** Ends an import whose file may not be imported. Nothing of the file is kept but which line it was. */
export async function refuseImport(id: string, line: number, reason: RefusedReason) {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `UPDATE resident_imports
        SET state = 'refused', refused_line = ?, refused_reason = ?, ended_at = now(),
            columns_sealed = NULL
      WHERE municipality_id = ? AND id = ? AND state IN ('checking', 'writing') RETURNING id`,
    [line, reason, municipalityId, id]
  )
  if (rows.length === 0) return
  await forgetPieces(id)
  await db.rawQuery(
    'DELETE FROM resident_import_mistakes WHERE municipality_id = ? AND import_id = ?',
    [municipalityId, id]
  )
  await audit.record({
    action: 'residents.import_refused',
    subject: { type: 'import', id },
    result: 'failed',
    detail: { line, reason },
  })
}

/**
 * Stops an import, whoever is at work on it: they notice at the next piece.
 * What was written of a file without its wrong lines stays written.
 *
 * @throws E_IMPORT_MOVED_ON when it has ended
 */
export async function cancelImport(id: string) {
  const { rows } = await db.rawQuery(
    `UPDATE resident_imports SET state = 'cancelled', ended_at = now(), columns_sealed = NULL
      WHERE municipality_id = ? AND id = ?
        AND state IN ('mapping', 'checking', 'checked', 'writing') RETURNING id`,
    [tenancy.current().municipalityId, id]
  )
  if (rows.length === 0) throw new E_IMPORT_MOVED_ON()
  await forgetPieces(id)
  await audit.record({ action: 'residents.import_cancelled', subject: { type: 'import', id } })
}

/** Ends imports nobody went on with for a day, so that no file lies about. */
export async function forgetOldImports() {
  const { rows } = await db.rawQuery(
    `SELECT id FROM resident_imports
      WHERE municipality_id = ? AND state IN ('mapping', 'checked')
        AND touched_at < now() - interval '1 day'`,
    [tenancy.current().municipalityId]
  )
  for (const { id } of rows) await cancelImport(id)
}

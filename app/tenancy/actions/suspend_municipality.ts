import db from '@adonisjs/lucid/services/db'
import { municipalities } from '../municipality_directory.js'

/**
 * Closes a municipality's pages, residents' and staff's, or opens them again.
 * Nothing is deleted. Runs on the `owner` connection: it is the deployment's
 * decision and not the municipality's.
 *
 * @returns whether anything changed
 */
export async function suspendMunicipality(id: number, suspended: boolean): Promise<boolean> {
  const changed = await db.connection('owner').transaction(async (trx) => {
    await trx.rawQuery("select set_config('app.municipality_id', ?, true)", [String(id)])
    const { rowCount } = await trx.rawQuery(
      `UPDATE municipalities SET suspended_at = ${suspended ? 'now()' : 'NULL'}
        WHERE id = ? AND (suspended_at IS NULL) = ?`,
      [id, suspended]
    )
    return rowCount === 1
  })
  municipalities.forget()
  return changed
}

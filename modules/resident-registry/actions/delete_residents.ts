import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/**
 * Deletes residents nothing finds any more (登録抹消): with them goes what link
 * code stood for whom. The codes stay in the core and stand for nobody.
 *
 * @returns how many there were
 */
export async function deleteResidents(ids: string[]): Promise<number> {
  const { municipalityId } = tenancy.current()
  await db.rawQuery(
    'DELETE FROM resident_link_codes WHERE municipality_id = ? AND resident_id = ANY (?::uuid[])',
    [municipalityId, ids] as any[]
  )
  const { rowCount } = (await db.rawQuery(
    `DELETE FROM residents
      WHERE municipality_id = ? AND id = ANY (?::uuid[]) AND state = 'deregistered'`,
    [municipalityId, ids] as any[]
  )) as { rowCount: number }
  return rowCount
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Whether another case goes on from this one. */
export async function hasSuccessor(caseId: string): Promise<boolean> {
  const { rows } = await db.rawQuery(
    'SELECT FROM card_cases WHERE municipality_id = ? AND parent_id = ?',
    [tenancy.current().municipalityId, caseId]
  )
  return rows.length > 0
}

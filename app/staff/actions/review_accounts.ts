import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

/**
 * Records that somebody looked at these accounts and found that they are
 * still needed as they are (棚卸).
 *
 * @returns how many accounts that was; ids of no account count for nothing
 */
export async function reviewAccounts(ids: string[], by: { id: string }): Promise<number> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `WITH reviewed AS (
       INSERT INTO staff_reviews (municipality_id, staff_id, reviewed_by)
       SELECT municipality_id, id, ? FROM staff_members
        WHERE municipality_id = ? AND id = ANY (?::uuid[])
       RETURNING municipality_id, staff_id)
     SELECT m.login_id FROM reviewed r
       JOIN staff_members m ON m.municipality_id = r.municipality_id AND m.id = r.staff_id
      ORDER BY m.login_id COLLATE "C"`,
    [by.id, municipalityId, ids] as any[]
  )
  if (rows.length > 0) {
    await audit.record({
      action: 'staff.review',
      detail: { accounts: rows.map((row: { login_id: string }) => row.login_id) },
    })
  }
  return rows.length
}

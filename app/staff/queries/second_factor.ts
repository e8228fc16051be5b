import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** What is known of somebody's second factor; null when there is none. */
export async function secondFactorOf(
  staffId: string
): Promise<{ enrolledAt: Date; recoveryCodesLeft: number } | null> {
  const { rows } = await db.rawQuery(
    `SELECT enrolled_at AS "enrolledAt", cardinality(recovery_hashes) AS "recoveryCodesLeft"
       FROM staff_second_factors WHERE municipality_id = ? AND staff_id = ?`,
    [tenancy.current().municipalityId, staffId]
  )
  return rows[0] ?? null
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** How many residents are in use, and how many of them have no link code. */
export async function countWithoutCode(): Promise<{ active: number; without: number }> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS active, count(*) FILTER (WHERE l.code IS NULL)::int AS without
       FROM residents r
       LEFT JOIN resident_link_codes l
         ON l.municipality_id = r.municipality_id AND l.resident_id = r.id AND l.ended_at IS NULL
      WHERE r.municipality_id = ? AND r.state = 'active'`,
    [municipalityId]
  )
  return rows[0]
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** The counters a staff member may see, in the municipality's order; all of them when `counterIds` is null (R44). */
export async function staffCounters(
  counterIds: string[] | null
): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, name FROM counters
      WHERE municipality_id = ? AND (?::uuid[] IS NULL OR id = ANY (?::uuid[]))
      ORDER BY display_order, code`,
    [tenancy.current().municipalityId, counterIds, counterIds] as any[]
  )
  return rows
}

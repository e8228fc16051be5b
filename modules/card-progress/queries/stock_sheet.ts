import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** How many cards lie where, now: what a shelf is counted against. */
export async function stockSheet(
  counterIds: string[] | null
): Promise<{ counterName: string; shelf: string | null; cards: number; oldestOn: string }[]> {
  const { rows } = await db.rawQuery(
    `SELECT k.name AS "counterName", n.shelf, n.cards, n.oldest::text AS "oldestOn"
       FROM (SELECT counter_id, shelf, count(*)::int AS cards, min(status_on) AS oldest
               FROM card_cases
              WHERE municipality_id = :municipality AND in_stock
                AND (:counters::uuid[] IS NULL OR counter_id = ANY (:counters::uuid[]))
              GROUP BY counter_id, shelf) AS n
       JOIN counters k ON k.municipality_id = :municipality AND k.id = n.counter_id
      ORDER BY k.display_order, k.code, n.shelf NULLS FIRST`,
    { municipality: tenancy.current().municipalityId, counters: counterIds } as any
  )
  return rows
}

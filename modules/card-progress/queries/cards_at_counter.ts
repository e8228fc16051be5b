import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** How many cards lie at a counter, and how many are on their way to it. */
export async function cardsAtCounter(
  counterId: string
): Promise<{ inStock: number; coming: number }> {
  const { rows } = await db.rawQuery(
    `SELECT (SELECT count(*)::int FROM card_cases
              WHERE municipality_id = :municipality AND counter_id = :counter AND in_stock) AS "inStock",
            (SELECT count(*)::int FROM card_cases
              WHERE municipality_id = :municipality AND in_transit_to = :counter) AS coming`,
    { municipality: tenancy.current().municipalityId, counter: counterId }
  )
  return rows[0]
}

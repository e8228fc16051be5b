import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** ISO dates on which the counter is closed (休館), from one ISO date up to, not including, another. */
export async function closedDaysBetween(counterId: string, from: string, until: string) {
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT day::text AS day FROM closed_days
      WHERE municipality_id = ? AND (counter_id IS NULL OR counter_id = ?)
        AND day >= ?::date AND day < ?::date`,
    [tenancy.current().municipalityId, counterId, from, until]
  )
  return new Set<string>(rows.map((row: { day: string }) => row.day))
}

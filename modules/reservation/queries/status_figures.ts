import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'

/** Holds the job that releases them has left standing. */
export async function holdsPastTheirTime(): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM reservations
      WHERE municipality_id = ? AND state = 'held' AND hold_expires_at < now() - interval '10 minutes'`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}

/** Days from today to the last slot there is; -1 where none is to come. */
export async function publishedDaysAhead(): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT coalesce(max(visit_date) - ?::date, -1) AS days FROM slots
      WHERE municipality_id = ? AND visit_date >= ?`,
    [today(), tenancy.current().municipalityId, today()]
  )
  return rows[0].days
}

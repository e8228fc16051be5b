import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

/** Closes every counter on a day, except those that open by an exception (R41). */
export async function closeEverywhere(day: string, reason: string) {
  await db.rawQuery(
    `INSERT INTO closed_days (municipality_id, counter_id, day, reason) VALUES (?, NULL, ?, ?)
     ON CONFLICT (municipality_id, counter_id, day) DO UPDATE SET reason = excluded.reason`,
    [tenancy.current().municipalityId, day, reason]
  )
  await audit.record({ action: 'reservation.close_everywhere', detail: { day, reason } })
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { CLOSED } from '../queries/closures.js'
import { reservationSettings } from '../settings.js'

/**
 * Marks whoever has not come (不来庁, R53) once a counter has been closed for
 * as long as the municipality waits. Only what is still 予約 is touched, so it
 * can run again, late, or after having been stopped half-way, with the same
 * result; somebody who comes after all is marked as arrived like anybody else.
 * Whoever could not come because of a closure is left to it (R128).
 * Whom other modules have to hear of is noted with it, for `tellNoShows`.
 *
 * @returns how many were marked
 */
export async function markNoShows(municipality: Municipality): Promise<number> {
  const { no_show_minutes: minutes } = reservationSettings.read(municipality)
  const { rows } = await db.rawQuery(
    `WITH expected AS (
       SELECT DISTINCT counter_id, visit_date FROM reservations
        WHERE municipality_id = :municipality AND state = 'reserved'
          AND visit_date <= (now() AT TIME ZONE 'Asia/Tokyo')::date
     ), closed AS (
       SELECT counter_id, visit_date FROM expected e
        WHERE (SELECT max(s.ends_at) FROM slots s
                WHERE s.municipality_id = :municipality AND s.counter_id = e.counter_id
                  AND s.visit_date = e.visit_date) <= now() - make_interval(mins => :minutes)
     ), marked AS (
       UPDATE reservations r SET state = 'no_show', settled_at = now()
         FROM closed
        WHERE r.municipality_id = :municipality AND r.counter_id = closed.counter_id
          AND r.visit_date = closed.visit_date AND r.state = 'reserved'
          AND NOT ${CLOSED}
       RETURNING r.municipality_id, r.id, r.reception_number
     ), to_tell AS (
       INSERT INTO no_shows_to_tell (municipality_id, reservation_id)
       SELECT municipality_id, id FROM marked
       ON CONFLICT DO NOTHING
     )
     SELECT id, reception_number AS "receptionNumber" FROM marked ORDER BY id`,
    { municipality: tenancy.current().municipalityId, minutes }
  )
  for (const { id, receptionNumber } of rows) {
    await audit.record({
      action: 'reservation.mark_no_show',
      subject: { type: 'reservation', id },
      detail: { receptionNumber },
    })
  }
  return rows.length
}

import db from '@adonisjs/lucid/services/db'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { reservationNotCome, type ReservationFact } from '../api.js'

/** Minutes after which whoever took a no-show to tell of it is taken for dead. */
const PATIENCE = 5

/**
 * Tells other modules of everybody marked as not having come whom nobody told
 * them of: one after the other, each until it is noted that they heard. Killed
 * in the middle, the next run tells the rest, and the one that was being told
 * of once more after some minutes: listeners may hear of that one twice, of
 * nobody never.
 */
export async function tellNoShows(municipality: { id: number }) {
  for (;;) {
    const fact = await tenancy.run(municipality, async () => {
      const next = await takeNext()
      if (next) publish(reservationNotCome, next)
      return next
    })
    if (!fact) return
    await tenancy.run(municipality, () =>
      db.rawQuery('DELETE FROM no_shows_to_tell WHERE municipality_id = ? AND reservation_id = ?', [
        municipality.id,
        fact.reservationId,
      ])
    )
  }
}

/** Two runs at once take different ones. */
async function takeNext(): Promise<ReservationFact | undefined> {
  const { rows } = await db.rawQuery(
    `WITH next AS (
       SELECT reservation_id FROM no_shows_to_tell
        WHERE municipality_id = :municipality AND due_at <= now()
        ORDER BY due_at, reservation_id
        LIMIT 1 FOR UPDATE SKIP LOCKED
     ), taken AS (
       UPDATE no_shows_to_tell t SET due_at = now() + interval '${PATIENCE} minutes'
         FROM next
        WHERE t.municipality_id = :municipality AND t.reservation_id = next.reservation_id
     )
     SELECT r.id AS "reservationId", r.counter_id AS "counterId",
            r.visit_date::text AS "visitDate", r.reception_number AS "receptionNumber"
       FROM next
       JOIN reservations r ON r.municipality_id = :municipality AND r.id = next.reservation_id`,
    { municipality: tenancy.current().municipalityId }
  )
  return rows[0]
}

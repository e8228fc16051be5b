import db from '@adonisjs/lucid/services/db'
import { SEATED } from '../reservation_state.js'

export interface SeatsOutOfBalance {
  slotId: string
  taken: number
  seated: number
}

/**
 * Slots whose `taken` is not the number of seats occupied in them or on their
 * way back, in all or of one type, or in which a visit starts that has no seat: always none,
 * unless something is broken.
 *
 * @param from ISO date of the first visit looked at; every slot there ever was without it
 */
export async function seatsOutOfBalance(from?: string): Promise<SeatsOutOfBalance[]> {
  const since = (column: string) => (from ? `AND ${column} >= :from::date` : '')
  const { rows } = await db.rawQuery(
    `WITH seated AS (
       SELECT municipality_id, slot_id, procedure_type_id, sum(n)::int AS n
         FROM (SELECT seat.municipality_id, seat.slot_id, r.procedure_type_id, 1 AS n
                 FROM reservation_seats seat
                 JOIN reservations r ON r.municipality_id = seat.municipality_id
                  AND r.id = seat.reservation_id AND r.state = ANY (:seated)
                WHERE true ${since('r.visit_date')}
                UNION ALL
               SELECT b.municipality_id, b.slot_id, b.procedure_type_id, b.desks
                 FROM returning_seats b
                 JOIN slots s ON s.municipality_id = b.municipality_id AND s.id = b.slot_id
                WHERE true ${since('s.visit_date')}) AS all_of_them
        GROUP BY 1, 2, 3
     ), counted AS (
       SELECT s.municipality_id, s.id, s.taken, coalesce(sum(seated.n), 0)::int AS seated
         FROM slots s
         LEFT JOIN seated ON seated.municipality_id = s.municipality_id AND seated.slot_id = s.id
        WHERE true ${since('s.visit_date')}
        GROUP BY s.municipality_id, s.id
     ), of_a_type AS (
       SELECT slot_id
         FROM (SELECT q.* FROM slot_quotas q
                 JOIN slots s ON s.municipality_id = q.municipality_id AND s.id = q.slot_id
                WHERE true ${since('s.visit_date')}) AS q
         FULL JOIN (SELECT * FROM seated WHERE procedure_type_id IS NOT NULL) AS typed
        USING (municipality_id, slot_id, procedure_type_id)
        WHERE coalesce(q.taken, 0) <> coalesce(typed.n, 0)
     ), without_seat AS (
       SELECT r.slot_id
         FROM reservations r
        WHERE r.state = ANY (:seated) AND NOT r.walk_in ${since('r.visit_date')}
          AND NOT EXISTS (
            SELECT 1 FROM reservation_seats seat
             WHERE seat.municipality_id = r.municipality_id
               AND seat.slot_id = r.slot_id AND seat.reservation_id = r.id)
     )
     SELECT id AS "slotId", taken::int, seated FROM counted
      WHERE taken <> seated
         OR id IN (SELECT slot_id FROM of_a_type UNION SELECT slot_id FROM without_seat)`,
    { seated: SEATED, ...(from && { from }) } as any
  )
  return rows
}

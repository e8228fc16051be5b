import db from '@adonisjs/lucid/services/db'
import { prepared, tenancy } from '#app/tenancy/main'
import { passFor } from '../reservation_pass.js'
import type { ReservationState } from '../reservation_state.js'

export interface ReservationOfBooker {
  id: string
  state: ReservationState
  receptionNumber: number
  counterName: string
  startsAt: Date
  /** Opens the resident's page of it for half an hour. */
  pass: string
}

/** How many a page shows; older ones are for the counter to look up. */
const MOST = 100

/** What somebody known has booked, the latest visit first. */
export async function reservationsOfBooker(bookerId: string): Promise<ReservationOfBooker[]> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT r.id, r.state, r.reception_number AS "receptionNumber", c.name AS "counterName",
            r.starts_at AS "startsAt"
       FROM reservations r
       JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
      WHERE r.municipality_id = ? AND r.booker_id = ? AND r.state NOT IN ('held', 'lapsed')
      ORDER BY r.starts_at DESC, r.reception_number DESC LIMIT ?`,
    [municipalityId, bookerId, MOST]
  )
  return rows.map((row: Omit<ReservationOfBooker, 'pass'>) => ({
    ...row,
    pass: passFor(municipalityId, row.id),
  }))
}

/**
 * How many bookings of theirs are still to come; a family that comes together
 * is one. The state is looked at after the person is found: as a condition it
 * would offer the planner the index of everybody who is expected.
 */
export async function liveReservationsOfBooker(bookerId: string): Promise<number> {
  const { rows } = await prepared(
    'reservation.live_of_booker',
    `SELECT (count(DISTINCT r.party_id)
             FILTER (WHERE r.state = 'reserved' AND s.ends_at > now()))::int AS n
       FROM reservations r
       JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id
      WHERE r.municipality_id = ? AND r.booker_id = ?`,
    [tenancy.current().municipalityId, bookerId]
  )
  return rows[0].n
}

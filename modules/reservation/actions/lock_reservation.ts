import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CounterRules } from '../booking_rules.js'
import { COUNTER_RULES } from '../queries/counter_rules.js'
import { E_RESERVATION_MOVED_ON, E_RESERVATION_NOT_FOUND } from '../errors.js'
import type { ReservationState } from '../reservation_state.js'

export interface LockedReservation {
  id: string
  state: ReservationState
  /** Nothing where somebody came without a booking. */
  slotId: string | null
  walkIn: boolean
  procedureTypeId: string | null
  counterId: string
  /** ISO date. */
  visitDate: string
  receptionNumber: number
  consecutive: boolean
  /** What its counter does otherwise than the municipality. */
  counterRules: CounterRules | null
  /** Whether the visit's time has come. */
  started: boolean
}

const FACTS = `r.id, r.state, r.slot_id AS "slotId", r.walk_in AS "walkIn", r.procedure_type_id AS "procedureTypeId",
  r.counter_id AS "counterId", r.visit_date::text AS "visitDate",
  r.reception_number AS "receptionNumber", r.consecutive,
  (SELECT ${COUNTER_RULES} FROM counters c
    WHERE c.municipality_id = r.municipality_id AND c.id = r.counter_id) AS "counterRules",
  r.starts_at <= now() AS started`

/**
 * Locks a reservation for a change of state; every such change comes through
 * here or `lockParty` first, then takes slots in order of their id, so that no
 * two ever wait for each other. The lock lets others refer to the reservation:
 * a closure notes its parties with its slots locked.
 *
 * @throws E_RESERVATION_NOT_FOUND
 * @throws E_RESERVATION_MOVED_ON when it is in none of the states the change starts from
 */
export async function lockReservation(
  id: string,
  from: ReservationState[]
): Promise<LockedReservation> {
  const { rows } = await db.rawQuery(
    `SELECT ${FACTS}
       FROM reservations r
      WHERE r.municipality_id = ? AND r.id = ? AND r.state <> 'held' AND r.state <> 'lapsed'
        FOR NO KEY UPDATE OF r`,
    [tenancy.current().municipalityId, id]
  )
  if (!rows[0]) throw new E_RESERVATION_NOT_FOUND()
  if (!from.includes(rows[0].state)) throw new E_RESERVATION_MOVED_ON()
  return rows[0]
}

/**
 * Locks those of a reservation's party who are still to come, itself included,
 * in their order.
 *
 * @throws E_RESERVATION_MOVED_ON when nobody is
 */
export async function lockParty(id: string): Promise<LockedReservation[]> {
  const { rows } = await db.rawQuery(
    `SELECT ${FACTS}
       FROM reservations r
      WHERE r.municipality_id = :municipality AND r.state = 'reserved'
        AND r.party_id = (SELECT party_id FROM reservations
                           WHERE municipality_id = :municipality AND id = :id)
      ORDER BY r.party_position
        FOR NO KEY UPDATE OF r`,
    { municipality: tenancy.current().municipalityId, id }
  )
  if (rows.length === 0) throw new E_RESERVATION_MOVED_ON()
  return rows
}

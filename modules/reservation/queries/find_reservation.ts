import db from '@adonisjs/lucid/services/db'
import type { FieldValues } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import type { WindowReason } from '../bookable_window.js'
import type { CounterRules } from '../booking_rules.js'
import { COUNTER_RULES } from './counter_rules.js'
import type { ReservationState } from '../reservation_state.js'

export interface ReservationFacts {
  id: string
  serialNumber: string
  state: ReservationState
  receptionNumber: number
  /** By the keys of the application's fields. */
  answers: FieldValues
  /** Nothing where somebody came without a booking. */
  slotId: string | null
  walkIn: boolean
  procedureTypeId: string | null
  /** What the visit is for, by language; null where the municipality asks nobody. */
  procedureNames: Record<string, string> | null
  counterId: string
  counterName: string
  counterCode: string
  counterAddress: string | null
  startsAt: Date
  endsAt: Date
  /** What its counter does otherwise than the municipality. */
  counterRules: CounterRules | null
  /** ISO date. */
  visitDate: string
  started: boolean
  /** What closes its time (R128). */
  closure: { id: string; reason: string } | null
  reservedAt: Date
  settledAt: Date | null
  partyId: string
  /** Place in the party, from 1. */
  position: number
  consecutive: boolean
  /** Name of the staff member who booked by proxy. */
  bookedBy: string | null
  oldCardCollected: boolean
  handling: string | null
  handlingNote: string | null
  handledAt: Date | null
  /** Why staff booked it although its card is not to be had there and then. */
  windowReason: WindowReason | null
  /** Whom a module knows as the one who booked. */
  bookerId: string | null
  linkCode: string | null
  /** Its time is over: nothing says any more whose it was. */
  anonymised: boolean
}

const SELECT = `SELECT r.id, r.serial_number AS "serialNumber", r.state, r.reception_number AS "receptionNumber",
       r.answers, r.slot_id AS "slotId", r.walk_in AS "walkIn", r.counter_id AS "counterId", c.name AS "counterName",
       c.code AS "counterCode", c.address AS "counterAddress", r.starts_at AS "startsAt",
       coalesce(s.ends_at, r.starts_at) AS "endsAt", r.visit_date::text AS "visitDate", r.starts_at <= now() AS started,
       CASE WHEN k.id IS NOT NULL THEN jsonb_build_object('id', k.id, 'reason', k.reason) END AS closure,
       r.reserved_at AS "reservedAt", r.settled_at AS "settledAt", m.name AS "bookedBy",
       r.old_card_collected AS "oldCardCollected", r.handling, r.handling_note AS "handlingNote",
       r.handled_at AS "handledAt", r.booker_id AS "bookerId", r.link_code AS "linkCode",
       r.window_reason AS "windowReason", r.anonymised_at IS NOT NULL AS anonymised,
       r.party_id AS "partyId", r.party_position::int AS position, r.consecutive,
       ${COUNTER_RULES} AS "counterRules",
       r.procedure_type_id AS "procedureTypeId", t.names AS "procedureNames"
  FROM reservations r
  LEFT JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id
  LEFT JOIN closures k ON k.municipality_id = s.municipality_id AND k.id = s.closure_id
  LEFT JOIN procedure_types t ON t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id
  JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
  LEFT JOIN staff_members m ON m.municipality_id = r.municipality_id AND m.id = r.booked_by`

/** A reservation for showing, or nothing: holds are nobody's to see. */
export async function findReservation(id: string): Promise<ReservationFacts | undefined> {
  const { rows } = await db.rawQuery(
    `${SELECT}
      WHERE r.municipality_id = ? AND r.id = ? AND r.state NOT IN ('held', 'lapsed')`,
    [tenancy.current().municipalityId, id]
  )
  return rows[0]
}

/** Everybody of a reservation's party, itself included, in their order; holds are nobody's to see. */
export async function findParty(id: string): Promise<ReservationFacts[]> {
  const { rows } = await db.rawQuery(
    `${SELECT}
      WHERE r.municipality_id = :municipality AND r.state NOT IN ('held', 'lapsed')
        AND r.party_id = (SELECT party_id FROM reservations
                           WHERE municipality_id = :municipality AND id = :id)
      ORDER BY r.party_position`,
    { municipality: tenancy.current().municipalityId, id }
  )
  return rows
}

import db from '@adonisjs/lucid/services/db'
import type { FieldValues } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import type { WindowReason } from '../bookable_window.js'
import type { ReservationState } from '../reservation_state.js'

export interface ReservationOfSlot {
  id: string
  state: ReservationState
  receptionNumber: number | null
  /** When the visit begins, which may be in an earlier slot. */
  startsAt: Date
  /** What it is for, by language; null where the municipality asks nobody. */
  procedureNames: Record<string, string> | null
  /** Place in the party, and how many that is. */
  position: number
  persons: number
  byProxy: boolean
  counterId: string
  collectsCard: boolean
  /** Why staff booked it although its card is not to be had there and then. */
  windowReason: WindowReason | null
  answers: FieldValues
  /** When a hold ends. */
  holdExpiresAt: Date | null
}

/** Everything that occupies a slot, and what once began in it, by reception number; lapsed holds left out. */
export async function reservationsOfSlot(slotId: string): Promise<ReservationOfSlot[]> {
  const { rows } = await db.rawQuery(
    `SELECT r.id, r.state, r.reception_number AS "receptionNumber", r.starts_at AS "startsAt",
            r.answers, t.names AS "procedureNames", r.booked_by IS NOT NULL AS "byProxy",
            r.counter_id AS "counterId", coalesce(t.collects_card, true) AS "collectsCard",
            r.window_reason AS "windowReason",
            r.hold_expires_at AS "holdExpiresAt", r.party_position::int AS position,
            (SELECT count(*)::int FROM reservations p
              WHERE p.municipality_id = r.municipality_id AND p.party_id = r.party_id) AS persons
       FROM (SELECT id FROM reservations WHERE municipality_id = :municipality AND slot_id = :slot
              UNION
             SELECT reservation_id FROM reservation_seats
              WHERE municipality_id = :municipality AND slot_id = :slot) AS here
       JOIN reservations r ON r.municipality_id = :municipality AND r.id = here.id
       LEFT JOIN procedure_types t ON t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id
      WHERE r.state <> 'lapsed'
      ORDER BY r.reception_number NULLS LAST, r.created_at`,
    { municipality: tenancy.current().municipalityId, slot: slotId }
  )
  return rows
}

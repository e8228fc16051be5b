import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { ReservationState } from '../reservation_state.js'

export interface ReservationOfSlot {
  id: string
  state: ReservationState
  receptionNumber: number | null
  byProxy: boolean
  /** When a hold ends. */
  holdExpiresAt: Date | null
}

/** Everything that stands or stood in a slot, by reception number; lapsed holds left out. */
export async function reservationsOfSlot(slotId: string): Promise<ReservationOfSlot[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, state, reception_number AS "receptionNumber", booked_by IS NOT NULL AS "byProxy",
            hold_expires_at AS "holdExpiresAt"
       FROM reservations
      WHERE municipality_id = ? AND slot_id = ? AND state <> 'lapsed'
      ORDER BY reception_number NULLS LAST, created_at`,
    [tenancy.current().municipalityId, slotId]
  )
  return rows
}

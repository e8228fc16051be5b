import db from '@adonisjs/lucid/services/db'
import type { Municipality } from '#app/tenancy/main'
import { periodBindings, type Period } from './planned_slots.js'
import { DIFF } from './schedule_diff.js'

export interface KeptReservation {
  id: string
  receptionNumber: number
  counterName: string
  startsAt: Date
}

/** How many a page lists; the day's list has them all. */
const MOST = 100

/** Reservations to come in slots the rules do not give any more: they stay, until somebody moves them. */
export async function reservationsKept(
  boundBy: Pick<Municipality, 'settings'>,
  period: Period
): Promise<KeptReservation[]> {
  const { rows } = await db.rawQuery(
    `WITH ${DIFF}
     SELECT r.id, r.reception_number AS "receptionNumber", c.name AS "counterName", s.starts_at AS "startsAt"
       FROM diff d
       JOIN reservation_seats seat ON seat.municipality_id = :municipality AND seat.slot_id = d.id
       JOIN reservations r ON r.municipality_id = :municipality AND r.id = seat.reservation_id
        AND r.state = 'reserved'
       JOIN slots s ON s.municipality_id = :municipality AND s.id = r.slot_id
       JOIN counters c ON c.municipality_id = :municipality AND c.id = r.counter_id
      WHERE d.fate = 'kept'
      GROUP BY r.id, r.reception_number, c.name, s.starts_at
      ORDER BY s.starts_at, c.name, r.reception_number
      LIMIT ${MOST}`,
    periodBindings(boundBy, period) as any
  )
  return rows
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { WAITING_ORDER } from '../waiting_order.js'

export interface Call {
  id: string
  receptionNumber: number
  desk: string
  calledAt: Date
}

/** The latest calls of a counter today, newest first: numbers and desks, nobody's name. */
export async function callsOfToday(counterId: string, most: number): Promise<Call[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, reception_number AS "receptionNumber", desk, called_at AS "calledAt" FROM calls
      WHERE municipality_id = ? AND counter_id = ?
        AND visit_date = (now() AT TIME ZONE 'Asia/Tokyo')::date
      ORDER BY called_at DESC LIMIT ?`,
    [tenancy.current().municipalityId, counterId, most]
  )
  return rows
}

/** Who has arrived at a counter today and is not called yet, in the order they will be. */
export async function waitingToday(
  counterId: string
): Promise<{ number: number; walkIn: boolean }[]> {
  const { rows } = await db.rawQuery(
    `SELECT r.reception_number AS number, r.walk_in AS "walkIn"
       FROM reservations r
      WHERE r.municipality_id = ? AND r.counter_id = ? AND r.state = 'arrived'
        AND r.visit_date = (now() AT TIME ZONE 'Asia/Tokyo')::date
        AND NOT EXISTS (SELECT 1 FROM calls k
                         WHERE k.municipality_id = r.municipality_id AND k.reservation_id = r.id)
      ORDER BY ${WAITING_ORDER}`,
    [tenancy.current().municipalityId, counterId]
  )
  return rows
}

import db from '@adonisjs/lucid/services/db'
import { SEATED } from '../reservation_state.js'

export interface SeatsOutOfBalance {
  slotId: string
  taken: number
  seated: number
}

/** Slots whose `taken` is not the number of reservations that occupy a seat: always none, unless something is broken. */
export async function seatsOutOfBalance(): Promise<SeatsOutOfBalance[]> {
  const { rows } = await db.rawQuery(
    `SELECT s.id AS "slotId", s.taken::int, count(r.id)::int AS seated
       FROM slots s
       LEFT JOIN reservations r
         ON r.municipality_id = s.municipality_id AND r.slot_id = s.id AND r.state = ANY (?)
      GROUP BY s.municipality_id, s.id
     HAVING s.taken <> count(r.id)`,
    [SEATED] as any[]
  )
  return rows
}

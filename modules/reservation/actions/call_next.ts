import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_RESERVATION_MOVED_ON } from '../errors.js'
import { WAITING_ORDER } from '../waiting_order.js'

/** Times to look again when another clerk was faster; each time somebody has been called. */
const TRIES = 20

/**
 * Calls whoever's turn it is at a counter to a desk. Two clerks who press at once call two people: the
 * waiting one is locked while being called, the second clerk waits for that,
 * and another call of the same person is refused by the table's key. Nobody is
 * skipped because a colleague notes something of them in that moment.
 *
 * @returns the 受付番号 called, or nothing when nobody waits
 */
export async function callNext(input: {
  counterId: string
  desk: string
  staffId: string
}): Promise<number | undefined> {
  for (let i = 0; i < TRIES; i++) {
    const called = await call(input)
    if (!called) return undefined
    if (!called.id) continue
    await audit.record({
      action: 'reservation.call',
      subject: { type: 'reservation', id: called.id },
      detail: { receptionNumber: called.number, desk: input.desk },
    })
    return called.number
  }
  return undefined
}

/** @returns nothing when nobody waits; no id when somebody else called them in the same moment */
async function call({ counterId, desk, staffId }: Parameters<typeof callNext>[0]) {
  const { rows } = await db.rawQuery(
    `WITH waiting AS (
       SELECT r.municipality_id, r.id, r.counter_id, r.visit_date, r.reception_number
         FROM reservations r
        WHERE r.municipality_id = :municipality AND r.counter_id = :counter AND r.state = 'arrived'
          AND r.visit_date = (now() AT TIME ZONE 'Asia/Tokyo')::date
          AND NOT EXISTS (SELECT 1 FROM calls k
                           WHERE k.municipality_id = r.municipality_id AND k.reservation_id = r.id)
        ORDER BY ${WAITING_ORDER}
        LIMIT 1 FOR NO KEY UPDATE OF r
     ), called AS (
       INSERT INTO calls (municipality_id, reservation_id, counter_id, visit_date,
                          reception_number, desk, called_by)
       SELECT municipality_id, id, counter_id, visit_date, reception_number, :desk, :staff
         FROM waiting
       ON CONFLICT (municipality_id, reservation_id) DO NOTHING
       RETURNING reservation_id
     )
     SELECT called.reservation_id AS id, waiting.reception_number AS number
       FROM waiting LEFT JOIN called ON true`,
    {
      municipality: tenancy.current().municipalityId,
      counter: counterId,
      desk,
      staff: staffId,
    }
  )
  return rows[0] as { id: string | null; number: number } | undefined
}

/**
 * Calls somebody again who has not come to the desk.
 *
 * @throws E_RESERVATION_MOVED_ON when nobody of this counter was called so
 */
export async function callAgain(input: { counterId: string; callId: string; desk: string }) {
  const { rows } = await db.rawQuery(
    `UPDATE calls SET called_at = now(), desk = ?
      WHERE municipality_id = ? AND id = ? AND counter_id = ?
      RETURNING reservation_id AS id, reception_number AS number`,
    [input.desk, tenancy.current().municipalityId, input.callId, input.counterId]
  )
  if (!rows[0]) throw new E_RESERVATION_MOVED_ON()
  await audit.record({
    action: 'reservation.call_again',
    subject: { type: 'reservation', id: rows[0].id },
    detail: { receptionNumber: rows[0].number, desk: input.desk },
  })
}

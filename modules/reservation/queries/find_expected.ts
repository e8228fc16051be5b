import db from '@adonisjs/lucid/services/db'
import { lineOfLinkCode, readReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { toHalfWidth } from '#app/ui/main'
import { accessKeyHash } from '../access_key.js'
import type { ReservationState } from '../reservation_state.js'

export interface FoundReservation {
  id: string
  state: ReservationState
  receptionNumber: number
  counterId: string
  counterName: string
  startsAt: Date
  /** ISO date. */
  visitDate: string
  position: number
}

const MOST = 50

/**
 * What somebody at the counter or on the phone says of a booking (R14, R49):
 * its アクセスキー, the リンク番号 it was made with or one that stands for the
 * same, its 受付番号 on a day, or the 通し番号 staff see. A bar code reader types
 * the same and presses Enter.
 *
 * @param typed as written or scanned, any width
 * @param place.date ISO date a 受付番号 counts on
 * @param place.counterIds the counters this person works at; all of them when null (R44)
 */
export async function findExpected(
  typed: string,
  place: { date: string; counterIds: string[] | null }
): Promise<FoundReservation[]> {
  const text = toHalfWidth(typed).trim()
  const number = /^\d{1,9}$/.test(text) ? Number(text) : null
  const key = number === null ? readReadableCode(text) : null
  if (number === null && key === null) return []
  const { rows } = await db.rawQuery(
    `SELECT r.id, r.state, r.reception_number AS "receptionNumber", r.counter_id AS "counterId",
            c.name AS "counterName", r.starts_at AS "startsAt", r.visit_date::text AS "visitDate",
            r.party_position::int AS position
       FROM reservations r
       JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
      WHERE r.municipality_id = :municipality AND r.state NOT IN ('held', 'lapsed')
        AND (:counters::uuid[] IS NULL OR r.counter_id = ANY (:counters::uuid[]))
        AND ${
          key
            ? '(r.access_key_hash = :key OR r.link_code = ANY (:codes))'
            : '((r.visit_date = :day::date AND :number::int = ANY (r.issued_numbers)) OR r.serial_number = :number::bigint)'
        }
      ORDER BY r.starts_at, r.counter_id, r.reception_number LIMIT ${MOST}`,
    {
      municipality: tenancy.current().municipalityId,
      counters: place.counterIds,
      ...(key
        ? { key: accessKeyHash(key), codes: await lineOfLinkCode(key) }
        : { day: place.date, number }),
    } as any
  )
  return rows
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CaseStatus } from '../progress_codes.js'

export interface ExpectedCard {
  linkCode: string
  cardNumber: string | null
  status: CaseStatus
  statusVariant: string | null
  reservedAt: Date
  /** 受付番号 of the booking, where it is known. */
  reference: string | null
  counterName: string
  inTransitName: string | null
  shelf: string | null
  inStock: boolean
}

/** The cards whose person is booked for a day and has not come yet, by counter and shelf. */
export async function expectedOn(
  date: string,
  counterIds: string[] | null
): Promise<ExpectedCard[]> {
  const { rows } = await db.rawQuery(
    `SELECT c.link_code AS "linkCode", c.card_number AS "cardNumber", c.status,
            c.status_variant AS "statusVariant", c.reserved_at AS "reservedAt", booked.reference,
            place.name AS "counterName", goal.name AS "inTransitName", c.shelf, c.in_stock AS "inStock"
       FROM card_cases c
       JOIN counters place ON place.municipality_id = c.municipality_id AND place.id = c.counter_id
       LEFT JOIN counters goal ON goal.municipality_id = c.municipality_id AND goal.id = c.in_transit_to
       LEFT JOIN LATERAL (
            SELECT e.reference FROM progress_events e
             WHERE e.municipality_id = c.municipality_id AND e.case_id = c.id AND e.code = 'RESERVE'
               AND e.visit_at = c.reserved_at
             ORDER BY e.seq DESC LIMIT 1) booked ON true
      WHERE c.municipality_id = :municipality
        AND c.reserved_at >= :day::date::timestamp AT TIME ZONE 'Asia/Tokyo'
        AND c.reserved_at < (:day::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'
        AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[]))
      ORDER BY place.display_order, place.name, c.shelf, c.reserved_at, c.link_code`,
    { day: date, counters: counterIds, municipality: tenancy.current().municipalityId } as any
  )
  return rows
}

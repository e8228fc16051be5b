import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CaseStatus } from '../progress_codes.js'

export interface BoardCell {
  status: CaseStatus
  counterId: string
  counterName: string
  cards: number
  /** Days since the event, of the one that waits longest, and of how many it is more than 30 and 90. */
  oldestDays: number
  over30: number
  over90: number
}

export interface TransitCell {
  counterName: string
  cards: number
  oldestDays: number
}

/** Cards that are not done with, by how far they have come and where, with how long they have stood there. */
export async function board(counterIds: string[] | null): Promise<BoardCell[]> {
  const { rows } = await db.rawQuery(
    `SELECT n.status, n.counter_id AS "counterId", k.name AS "counterName", n.cards,
            greatest(0, n.oldest) AS "oldestDays", n.over30, n.over90
       FROM (SELECT c.status, c.counter_id, count(*)::int AS cards,
                    (now() AT TIME ZONE 'Asia/Tokyo')::date - min(c.status_on) AS oldest,
                    count(*) FILTER (WHERE c.status_on < (now() AT TIME ZONE 'Asia/Tokyo')::date - 30)::int AS over30,
                    count(*) FILTER (WHERE c.status_on < (now() AT TIME ZONE 'Asia/Tokyo')::date - 90)::int AS over90
               FROM card_cases c
              WHERE c.municipality_id = :municipality AND c.status NOT IN ('ISSUE', 'DISPOSE', 'REISSUE')
                AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[]))
              GROUP BY c.status, c.counter_id) AS n
       JOIN counters k ON k.municipality_id = :municipality AND k.id = n.counter_id
      ORDER BY k.display_order, k.code`,
    scope(counterIds)
  )
  return rows
}

/** Cards that were sent and have not been received, by where they should be. */
export async function inTransit(counterIds: string[] | null): Promise<TransitCell[]> {
  const { rows } = await db.rawQuery(
    `SELECT k.name AS "counterName", n.cards, n.oldest AS "oldestDays"
       FROM (SELECT c.in_transit_to, count(*)::int AS cards,
                    (now() AT TIME ZONE 'Asia/Tokyo')::date - min(sent.happened_on) AS oldest
               FROM card_cases c
               JOIN LATERAL (
                    SELECT e.happened_on FROM progress_events e
                     WHERE e.municipality_id = c.municipality_id AND e.case_id = c.id
                       AND e.code = 'STORE' AND e.variant = 'sent'
                     ORDER BY e.seq DESC LIMIT 1) AS sent ON true
              WHERE c.municipality_id = :municipality AND c.in_transit_to IS NOT NULL
                AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[])
                     OR c.in_transit_to = ANY (:counters::uuid[]))
              GROUP BY c.in_transit_to) AS n
       JOIN counters k ON k.municipality_id = :municipality AND k.id = n.in_transit_to
      ORDER BY k.display_order, k.code`,
    scope(counterIds)
  )
  return rows
}

/** Cards that were finished with before they were lost: the board has them at no stage, or not as lost. */
export async function finishedAndLost(
  counterIds: string[] | null
): Promise<{ cards: number; from: string | null }> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS cards, min(c.status_on)::text AS from FROM card_cases c
      WHERE c.municipality_id = :municipality AND c.lost AND c.status <> 'LOST'
        AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[]))`,
    scope(counterIds)
  )
  return rows[0]
}

const scope = (counterIds: string[] | null) =>
  ({ municipality: tenancy.current().municipalityId, counters: counterIds }) as any

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Reach } from './events_between.js'
import { notTakenBack } from './not_taken_back.js'

/** A time cards were counted: a box that came, cards sent to another counter, a shelf, a disposal. */
export interface CountMade {
  what: 'batch' | 'transfer' | 'stock_take' | 'disposal'
  on: string
  counterName: string
  /** The box's number, the shelf, or the counter they went to; null where nothing narrows it down. */
  about: string | null
  expected: number
  found: number
  /** Who counted; of a disposal the one who proposed it and the one who counted again. */
  by: string | null
  second: string | null
}

/** 枚数確認: every count of a period, in the order of the days. What was sent is counted again where it is received. */
export async function countsMade({ from, until, counterIds }: Reach): Promise<CountMade[]> {
  const { rows } = await db.rawQuery(
    `WITH sent AS (
       SELECT e.happened_on AS day, e.counter_id, e.to_counter_id, e.staff_id,
              EXISTS (SELECT FROM progress_events r
                       WHERE r.municipality_id = e.municipality_id AND r.case_id = e.case_id
                         AND r.seq > e.seq AND r.code = 'STORE' AND r.variant = 'received'
                         AND ${notTakenBack('r')}) AS received
         FROM progress_events e
        WHERE e.municipality_id = :municipality AND e.code = 'STORE' AND e.variant = 'sent'
          AND e.happened_on BETWEEN :from::date AND :until::date AND ${notTakenBack('e')}
     ), made AS (
       SELECT 'batch' AS what, b.arrived_on AS day, b.counter_id, b.number AS about,
              b.expected_count AS expected, b.actual_count AS found, b.received_by AS by_id, NULL::uuid AS second_id
         FROM card_batches b
        WHERE b.municipality_id = :municipality AND b.arrived_on BETWEEN :from::date AND :until::date
        UNION ALL
       SELECT 'transfer', s.day, s.counter_id, goal.name, count(*)::int,
              (count(*) FILTER (WHERE s.received))::int, s.staff_id, NULL
         FROM sent s
         JOIN counters goal ON goal.municipality_id = :municipality AND goal.id = s.to_counter_id
        GROUP BY s.day, s.counter_id, goal.name, s.staff_id
        UNION ALL
       SELECT 'stock_take', (t.closed_at AT TIME ZONE 'Asia/Tokyo')::date, t.counter_id, t.shelf,
              t.expected_count, t.found_count, t.closed_by, NULL
         FROM stock_takes t
        WHERE t.municipality_id = :municipality
          AND (t.closed_at AT TIME ZONE 'Asia/Tokyo')::date BETWEEN :from::date AND :until::date
        UNION ALL
       SELECT 'disposal', (d.confirmed_at AT TIME ZONE 'Asia/Tokyo')::date, c.counter_id, d.method,
              count(*)::int, count(*)::int, d.proposed_by, d.confirmed_by
         FROM disposals d
         JOIN disposal_cases x ON x.municipality_id = d.municipality_id AND x.disposal_id = d.id
         JOIN card_cases c ON c.municipality_id = d.municipality_id AND c.id = x.case_id
        WHERE d.municipality_id = :municipality AND d.state = 'confirmed'
          AND (d.confirmed_at AT TIME ZONE 'Asia/Tokyo')::date BETWEEN :from::date AND :until::date
        GROUP BY d.id, d.confirmed_at, c.counter_id, d.method, d.proposed_by, d.confirmed_by
     )
     SELECT m.what, m.day::text AS "on", k.name AS "counterName", m.about, m.expected, m.found,
            one.name AS by, two.name AS second
       FROM made m
       JOIN counters k ON k.municipality_id = :municipality AND k.id = m.counter_id
       LEFT JOIN staff_members one ON one.municipality_id = :municipality AND one.id = m.by_id
       LEFT JOIN staff_members two ON two.municipality_id = :municipality AND two.id = m.second_id
      WHERE :counters::uuid[] IS NULL OR m.counter_id = ANY (:counters::uuid[])
      ORDER BY m.day, k.display_order, m.what, m.about`,
    {
      ...{ from, until, counters: counterIds },
      municipality: tenancy.current().municipalityId,
    } as any
  )
  return rows
}

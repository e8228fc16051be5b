import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Reach } from './events_between.js'
import { notTakenBack } from './not_taken_back.js'

/** What a month's report counts. */
export const COUNTED = [
  'ARRIVE',
  'PRESET',
  'NOTIFY',
  'RESERVE',
  'NOSHOW',
  'ISSUE',
  'RETURN',
  'DISPOSE',
] as const

export interface EventCounts {
  name: string
  counts: Record<(typeof COUNTED)[number], number>
  /** Mean days from the card's first arrival to its handing-over; null where none was. */
  daysToIssue: number | null
  stock: number
}

/** Events of a period by counter or by method, cancelled ones left out, with the cards kept at its end. */
export async function countEvents(
  { from, until, counterIds }: Reach,
  by: 'counter' | 'method'
): Promise<EventCounts[]> {
  const { rows } = await db.rawQuery(
    `WITH counted AS (
       SELECT ${by === 'counter' ? 'e.counter_id::text' : 'c.method'} AS part, e.code, count(*)::int AS n,
              avg(e.happened_on - first.day) FILTER (WHERE e.code = 'ISSUE') AS days
         FROM progress_events e
         JOIN card_cases c ON c.municipality_id = e.municipality_id AND c.id = e.case_id
         LEFT JOIN LATERAL (
              SELECT a.happened_on AS day FROM progress_events a
               WHERE e.code = 'ISSUE' AND a.municipality_id = e.municipality_id AND a.case_id = e.case_id
                 AND a.code = 'ARRIVE' ORDER BY a.seq LIMIT 1) AS first ON true
        WHERE e.municipality_id = :municipality AND e.code = ANY (:codes::text[])
          AND e.happened_on BETWEEN :from::date AND :until::date
          AND (:counters::uuid[] IS NULL OR e.counter_id = ANY (:counters::uuid[]))
          AND ${notTakenBack('e')}
        GROUP BY 1, 2
     ), kept AS (
       SELECT part, sum(n)::int AS n
         FROM (SELECT ${by === 'counter' ? 'c.counter_id::text' : 'c.method'} AS part, count(*) AS n
                 FROM card_cases c
                WHERE c.municipality_id = :municipality AND c.in_stock
                  AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[]))
                GROUP BY 1
                UNION ALL
               SELECT ${by === 'counter' ? 'm.counter_id::text' : 'c.method'}, -sum(m.delta)
                 FROM stock_movements m
                 ${by === 'counter' ? '' : 'JOIN card_cases c ON c.municipality_id = m.municipality_id AND c.id = m.case_id'}
                WHERE m.municipality_id = :municipality AND m.moved_on > :until::date
                  AND (:counters::uuid[] IS NULL OR m.counter_id = ANY (:counters::uuid[]))
                GROUP BY 1) AS now_and_since
        GROUP BY part
     )
     SELECT part, coalesce(k.name, part) AS name,
            coalesce((SELECT jsonb_object_agg(code, n) FROM counted x WHERE x.part = parts.part), '{}') AS counts,
            (SELECT round(max(days), 1)::float FROM counted x WHERE x.part = parts.part) AS "daysToIssue",
            coalesce((SELECT n FROM kept x WHERE x.part = parts.part), 0) AS stock
       FROM (SELECT part FROM counted UNION SELECT part FROM kept) AS parts (part)
       LEFT JOIN counters k ON k.municipality_id = :municipality AND k.id::text = parts.part
      ORDER BY k.display_order, name`,
    {
      ...{ from, until, codes: [...COUNTED], counters: counterIds },
      municipality: tenancy.current().municipalityId,
    } as any
  )
  return rows.map((row: any) => ({
    ...row,
    counts: { ...Object.fromEntries(COUNTED.map((code) => [code, 0])), ...row.counts },
  }))
}

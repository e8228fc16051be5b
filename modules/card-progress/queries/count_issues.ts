import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { AT_TOKYO } from '#app/ui/main'
import { VARIANTS } from '../progress_codes.js'
import type { Reach } from './events_between.js'
import { notTakenBack } from './not_taken_back.js'

export const ISSUE_PARTS = ['counter', 'hour', 'kind', 'method'] as const
export type IssuePart = (typeof ISSUE_PARTS)[number] | 'all'

export interface IssueCounts {
  by: IssuePart
  /** A counter's name, an hour, a kind or a method; null for all of them. */
  name: string | null
  cards: number
  /** How many were handed to whom, by variant. */
  to: Record<(typeof VARIANTS.ISSUE)[number], number>
}

/** Cards handed over in a period and not taken back, counted one way after the other in one reading. */
export async function countIssues({ from, until, counterIds }: Reach): Promise<IssueCounts[]> {
  const { rows } = await db.rawQuery(
    `WITH issued AS (
       SELECT k.name AS counter, k.display_order, e.variant, c.kind, c.method,
              date_part('hour', e.recorded_at ${AT_TOKYO})::int AS hour
         FROM progress_events e
         JOIN card_cases c ON c.municipality_id = e.municipality_id AND c.id = e.case_id
         JOIN counters k ON k.municipality_id = e.municipality_id AND k.id = e.counter_id
        WHERE e.municipality_id = :municipality AND e.code = 'ISSUE'
          AND e.happened_on BETWEEN :from::date AND :until::date
          AND (:counters::uuid[] IS NULL OR e.counter_id = ANY (:counters::uuid[]))
          AND ${notTakenBack('e')}
     )
     SELECT CASE WHEN grouping(counter) = 0 THEN 'counter' WHEN grouping(hour) = 0 THEN 'hour'
                 WHEN grouping(kind) = 0 THEN 'kind' WHEN grouping(method) = 0 THEN 'method'
                 ELSE 'all' END AS by,
            coalesce(counter, hour::text, kind, method) AS name, count(*)::int AS cards,
            jsonb_build_object(${VARIANTS.ISSUE.map(
              (variant) => `'${variant}', count(*) FILTER (WHERE variant = '${variant}')`
            ).join(', ')}) AS "to"
       FROM issued
      GROUP BY GROUPING SETS ((counter, display_order), (hour), (kind), (method), ())
      ORDER BY display_order, hour, kind, method`,
    {
      ...{ from, until, counters: counterIds },
      municipality: tenancy.current().municipalityId,
    } as any
  )
  return rows
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { AT_TOKYO } from '#app/ui/main'

/** Days and counters a report is about. */
export interface Reach {
  from: string
  until: string
  /** Null for every counter. */
  counterIds: string[] | null
}

/** What became of the reservations of a group. */
export interface VisitCounts {
  /** Of the counter, or of the procedure type in Japanese; null for visits without a type, hours and the sum. */
  name: string | null
  /** 8 for visits that begin from 8:00 to 8:59. */
  hour: number | null
  /** Everything that was ever confirmed, the cancelled ones too. */
  made: number
  cancelled: number
  arrived: number
  noShow: number
  /** Neither come nor missed nor cancelled. */
  expected: number
  /** Who came without a booking; in none of the others. */
  walkIn: number
}

export type CountedVisits = Record<'counter' | 'time' | 'procedure', VisitCounts[]> & {
  all: VisitCounts
}

/**
 * Counts reservations, and who came without one, by the day of the visit, in
 * one reading: by counter, by hour, by procedure type and altogether. First
 * they become a few hundred groups: a large city's month has two hundred
 * thousand reservations, which must be neither sorted nor read several times.
 */
export async function countVisits({ from, until, counterIds }: Reach): Promise<CountedVisits> {
  const { rows } = await db.rawQuery(
    `WITH groups AS (
       SELECT r.counter_id, r.procedure_type_id, date_part('hour', r.starts_at ${AT_TOKYO})::int AS hour,
              count(*) FILTER (WHERE NOT r.walk_in) AS made,
              count(*) FILTER (WHERE r.state = 'cancelled') AS cancelled,
              count(*) FILTER (WHERE r.state = 'arrived' AND NOT r.walk_in) AS arrived,
              count(*) FILTER (WHERE r.state = 'no_show') AS no_show,
              count(*) FILTER (WHERE r.state = 'reserved') AS expected,
              count(*) FILTER (WHERE r.walk_in) AS walk_in
         FROM reservations r
        WHERE r.municipality_id = :municipality AND r.state NOT IN ('held', 'lapsed')
          AND NOT (r.walk_in AND r.state = 'cancelled')
          AND r.visit_date BETWEEN :from::date AND :until::date
          AND (:counters::uuid[] IS NULL OR r.counter_id = ANY (:counters::uuid[]))
        GROUP BY r.counter_id, r.procedure_type_id, hour
     ), counted AS (
       SELECT counter_id, procedure_type_id, hour, GROUPING(counter_id) AS no_counter,
              GROUPING(procedure_type_id) AS no_type, GROUPING(hour) AS no_hour,
              sum(made)::int AS made, sum(cancelled)::int AS cancelled,
              sum(arrived)::int AS arrived, sum(no_show)::int AS no_show,
              sum(expected)::int AS expected, sum(walk_in)::int AS walk_in
         FROM groups
        GROUP BY GROUPING SETS ((counter_id), (hour), (procedure_type_id), ())
     )
     SELECT CASE 0 WHEN no_counter THEN 'counter' WHEN no_hour THEN 'time'
                   WHEN no_type THEN 'procedure' ELSE 'all' END AS by,
            coalesce(c.name, t.names ->> 'ja') AS name, k.hour,
            coalesce(made, 0) AS made, coalesce(cancelled, 0) AS cancelled,
            coalesce(arrived, 0) AS arrived, coalesce(no_show, 0) AS "noShow",
            coalesce(expected, 0) AS expected, coalesce(walk_in, 0) AS "walkIn"
       FROM counted k
       LEFT JOIN counters c ON c.municipality_id = :municipality AND c.id = k.counter_id
       LEFT JOIN procedure_types t ON t.municipality_id = :municipality AND t.id = k.procedure_type_id
      ORDER BY c.display_order, c.code, k.hour, t.display_order, t.code`,
    {
      ...{ from, until, municipality: tenancy.current().municipalityId },
      counters: counterIds,
    } as any
  )
  const by = (group: string): VisitCounts[] =>
    rows.filter((row: { by: string }) => row.by === group)
  return {
    counter: by('counter'),
    time: by('time'),
    procedure: by('procedure'),
    all: by('all')[0],
  }
}

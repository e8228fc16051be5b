import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Days and counters a report is about. */
export interface Reach {
  from: string
  until: string
  /** Null for every counter. */
  counterIds: string[] | null
}

/** What became of the reservations of a group. */
export interface VisitCounts {
  /** Of the counter, `08:00` of the hour, or of the procedure type in Japanese; null for visits without a type, and for the sum. */
  name: string | null
  /** Everything that was ever confirmed, the cancelled ones too. */
  made: number
  cancelled: number
  arrived: number
  noShow: number
  /** Neither come nor missed nor cancelled. */
  expected: number
}

export type CountedVisits = Record<'counter' | 'time' | 'procedure', VisitCounts[]> & {
  all: VisitCounts
}

/** Counts reservations by the day of the visit, in one reading: by counter, by hour, by procedure type, and altogether. */
export async function countVisits({ from, until, counterIds }: Reach): Promise<CountedVisits> {
  const { rows } = await db.rawQuery(
    `WITH visits AS (
       SELECT r.state, c.name AS place, c.display_order, c.code,
              to_char(date_trunc('hour', s.starts_at AT TIME ZONE 'Asia/Tokyo'), 'HH24:MI') AS hour,
              t.names ->> 'ja' AS kind, t.display_order AS kind_order, t.code AS kind_code
         FROM reservations r
         JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id
         JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
         LEFT JOIN procedure_types t ON t.municipality_id = r.municipality_id AND t.id = r.procedure_type_id
        WHERE r.municipality_id = :municipality AND r.state NOT IN ('held', 'lapsed')
          AND r.visit_date BETWEEN :from::date AND :until::date
          AND (:counters::uuid[] IS NULL OR r.counter_id = ANY (:counters::uuid[]))
     )
     SELECT CASE WHEN GROUPING(code) = 0 THEN 'counter' WHEN GROUPING(hour) = 0 THEN 'time'
                 WHEN GROUPING(kind_code) = 0 THEN 'procedure' ELSE 'all' END AS by,
            coalesce(place, hour, kind) AS name,
            count(*)::int AS made,
            (count(*) FILTER (WHERE state = 'cancelled'))::int AS cancelled,
            (count(*) FILTER (WHERE state = 'arrived'))::int AS arrived,
            (count(*) FILTER (WHERE state = 'no_show'))::int AS "noShow",
            (count(*) FILTER (WHERE state = 'reserved'))::int AS expected
       FROM visits
      GROUP BY GROUPING SETS ((place, display_order, code), (hour), (kind, kind_order, kind_code), ())
      ORDER BY display_order, code, hour, kind_order, kind_code`,
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

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { STANDING } from './find_entry.js'

/** The people who wait for a seat at a counter on a day. */
export interface Line {
  counterId: string
  /** ISO date. */
  visitDate: string
}

/** Lines in which somebody waits, for the job that offers seats. */
export async function linesWaiting(): Promise<Line[]> {
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT counter_id AS "counterId", visit_date::text AS "visitDate"
       FROM waitlist_entries
      WHERE municipality_id = ? AND state = 'waiting'
      ORDER BY 2, 1`,
    [tenancy.current().municipalityId]
  )
  return rows
}

export interface LineCounts extends Line {
  counterName: string
  waiting: number
  persons: number
  offered: number
  taken: number
  missed: number
  withdrawn: number
}

/** Lines on one page of the staff's list. */
export const LINES_PER_PAGE = 50

/** The lines of a day and later, by day and counter, as far as the counters may be seen; all of them when `counterIds` is null. */
export async function linesFrom(
  from: string,
  counterIds: string[] | null,
  page: number
): Promise<{ lines: LineCounts[]; total: number }> {
  const { rows } = await db.rawQuery(
    `WITH entries AS (
       SELECT e.counter_id, e.visit_date, e.persons, ${STANDING} AS standing
         FROM waitlist_entries e
         LEFT JOIN reservations r ON r.municipality_id = e.municipality_id AND r.id = e.reservation_id
        WHERE e.municipality_id = :municipality AND e.visit_date >= :from::date
          AND (:counters::uuid[] IS NULL OR e.counter_id = ANY (:counters::uuid[]))
     )
     SELECT e.counter_id AS "counterId", e.visit_date::text AS "visitDate", c.name AS "counterName",
            count(*) FILTER (WHERE standing = 'waiting')::int AS waiting,
            coalesce(sum(persons) FILTER (WHERE standing = 'waiting'), 0)::int AS persons,
            count(*) FILTER (WHERE standing = 'offered')::int AS offered,
            count(*) FILTER (WHERE standing = 'taken')::int AS taken,
            count(*) FILTER (WHERE standing = 'missed')::int AS missed,
            count(*) FILTER (WHERE standing = 'withdrawn')::int AS withdrawn,
            count(*) OVER ()::int AS total
       FROM entries e
       JOIN counters c ON c.municipality_id = :municipality AND c.id = e.counter_id
      GROUP BY e.counter_id, e.visit_date, c.name, c.display_order
      ORDER BY e.visit_date, c.display_order
      LIMIT :most OFFSET :skip`,
    {
      municipality: tenancy.current().municipalityId,
      from,
      counters: counterIds,
      most: LINES_PER_PAGE,
      skip: (page - 1) * LINES_PER_PAGE,
    } as any
  )
  return { lines: rows, total: rows[0]?.total ?? 0 }
}

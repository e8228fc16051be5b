import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** A time in which the service rested, was closed or could not be used. */
export interface Interruption {
  from: Date
  until: Date
  seconds: number
}

export interface Availability {
  /** Seconds for which there are signs, or their absence: from the first sign ever to now at most. */
  observed: number
  planned: Interruption[]
  /** Closed on purpose, by the operator or the municipality, beside the planned rests. */
  closed: Interruption[]
  outages: Interruption[]
}

/** What a planned rest really covered: one that was called off before it began is none. */
const PLANNED = `
  SELECT range_agg(tstzrange(starts_at, least(ends_at, coalesce(withdrawn_at, 'infinity'))))
    FROM maintenance_notices
   WHERE municipality_id = :municipality AND ends_at > :from::date - 1
     AND (withdrawn_at IS NULL OR withdrawn_at > starts_at)`

/**
 * When the service could be used in a period (R113): the spans it was seen to
 * answer in, subtracted from the time that was watched, with what was meant
 * to be apart.
 *
 * @param from ISO dates, first and last
 */
export async function availability(from: string, until: string): Promise<Availability> {
  const { rows } = await db.rawQuery(
    `WITH period AS (
       SELECT tstzrange(
                greatest(:from::timestamp AT TIME ZONE 'Asia/Tokyo', min(began_at)),
                least((:until::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo', now())) AS watched
         FROM availability_spans
        WHERE municipality_id = :municipality
       HAVING min(began_at) < least((:until::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo', now())
     ), watch AS (
       SELECT tstzmultirange(watched) AS watched,
              coalesce((SELECT range_agg(tstzrange(began_at, seen_at, '[]')) FROM availability_spans
                         WHERE municipality_id = :municipality
                           AND seen_at >= lower(watched) AND began_at < upper(watched)), '{}')
              /* the last sign is good for the minute after it */
              + tstzmultirange(tstzrange(upper(watched) - interval '150 seconds', upper(watched)))
                * coalesce((SELECT range_agg(tstzrange(seen_at, seen_at + interval '150 seconds'))
                              FROM availability_spans
                             WHERE municipality_id = :municipality AND seen_at >= lower(watched)), '{}')
                AS seen,
              coalesce((SELECT range_agg(tstzrange(began_at, seen_at)) FROM availability_spans
                         WHERE municipality_id = :municipality AND closed
                           AND seen_at >= lower(watched) AND began_at < upper(watched)), '{}')
                AS closed,
              coalesce((${PLANNED}), '{}') AS planned
         FROM period
     ), parts AS (
       SELECT 'observed' AS part, unnest(watched) AS span FROM watch
        UNION ALL
       SELECT 'planned', unnest(planned * watched) FROM watch
        UNION ALL
       SELECT 'closed', unnest(closed * watched - planned) FROM watch
        UNION ALL
       SELECT 'outage', unnest(watched - seen - planned) FROM watch
     )
     SELECT part, lower(span) AS "from", upper(span) AS until,
            extract(epoch FROM upper(span) - lower(span))::float AS seconds
       FROM parts WHERE NOT isempty(span) AND upper(span) - lower(span) >= interval '1 second'
      ORDER BY lower(span)`,
    { municipality: tenancy.current().municipalityId, from, until } as any
  )
  const of = (part: string): Interruption[] =>
    rows
      .filter((row: { part: string }) => row.part === part)
      .map(({ part: _, ...interruption }: Interruption & { part: string }) => interruption)
  return {
    observed: of('observed').reduce((sum, { seconds }) => sum + seconds, 0),
    planned: of('planned'),
    closed: of('closed'),
    outages: of('outage'),
  }
}

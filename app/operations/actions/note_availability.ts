import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Signs come every minute; one that is late by a busy queue is no outage. */
const LONGEST_SILENCE = '150 seconds'

/**
 * Notes that the municipality's pages answered just now, or that they are
 * closed on purpose: makes the span of the last sign longer or, after a
 * silence, begins another one. What lies between two spans was not available
 * (R113). Where a municipality closes or opens, one span goes over into the
 * other; closed before and after a silence, it was closed all the while.
 */
export async function noteAvailability({ closed = false } = {}) {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('availability'), ?)", [municipalityId])
  await db.rawQuery(
    `WITH latest AS (
       SELECT id, closed, seen_at FROM availability_spans
        WHERE municipality_id = :municipality
        ORDER BY seen_at DESC LIMIT 1
     ), unbroken AS (
       SELECT * FROM latest
        WHERE seen_at > now() - interval '${LONGEST_SILENCE}' OR (closed AND :closed)
     ), longer AS (
       UPDATE availability_spans span SET seen_at = now()
         FROM unbroken
        WHERE span.municipality_id = :municipality AND span.id = unbroken.id
          AND unbroken.closed = :closed
        RETURNING span.id
     )
     INSERT INTO availability_spans (municipality_id, closed, began_at, seen_at)
     SELECT :municipality, :closed, coalesce((SELECT seen_at FROM unbroken), now()), now()
      WHERE NOT EXISTS (SELECT FROM longer)`,
    { municipality: municipalityId, closed } as any
  )
}

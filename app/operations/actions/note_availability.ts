import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Signs come every minute; one that is late by a busy queue is no outage. */
const LONGEST_SILENCE = '150 seconds'

/**
 * Notes that the municipality's pages answered just now: makes the span of the
 * last sign longer or, after a silence, begins another one. What lies between
 * two spans was not available (R113).
 */
export async function noteAvailability() {
  const { municipalityId } = tenancy.current()
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('availability'), ?)", [municipalityId])
  await db.rawQuery(
    `WITH longer AS (
       UPDATE availability_spans SET seen_at = now()
        WHERE municipality_id = :municipality
          AND id = (SELECT id FROM availability_spans
                     WHERE municipality_id = :municipality
                     ORDER BY seen_at DESC LIMIT 1)
          AND seen_at > now() - interval '${LONGEST_SILENCE}'
        RETURNING id
     )
     INSERT INTO availability_spans (municipality_id, began_at, seen_at)
     SELECT :municipality, now(), now() WHERE NOT EXISTS (SELECT FROM longer)`,
    { municipality: municipalityId }
  )
}

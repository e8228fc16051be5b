import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** What there is already on days at counters that somebody is about to set. */
export async function countTouched(
  counterIds: string[],
  days: string[]
): Promise<{ slots: number; taken: number; set: number }> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS slots, coalesce(sum(taken), 0)::int AS taken,
            (SELECT count(*)::int
               FROM (SELECT counter_id, day FROM exceptional_days WHERE municipality_id = :municipality
                      UNION
                     SELECT counter_id, day FROM closed_days WHERE municipality_id = :municipality) AS single
              WHERE counter_id = ANY (:counters::uuid[]) AND day = ANY (:days::date[])) AS set
       FROM slots
      WHERE municipality_id = :municipality AND counter_id = ANY (:counters::uuid[])
        AND visit_date = ANY (:days::date[]) AND starts_at > now()`,
    { municipality: tenancy.current().municipalityId, counters: counterIds, days } as any
  )
  return rows[0]
}

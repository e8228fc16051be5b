import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface ScheduleOfCounter {
  id: string
  name: string
  /** Whether it has hours of its own. */
  own: boolean
  /** ISO dates of a temporary counter (R119). */
  validFrom: string | null
  validUntil: string | null
  /** Last ISO date with a slot. */
  publishedUntil: string | null
}

/** The counters a staff member may see, and how far each one's slots are published; all of them when `counterIds` is null. */
export async function schedules(counterIds: string[] | null): Promise<ScheduleOfCounter[]> {
  const { rows } = await db.rawQuery(
    `SELECT c.id, c.name, c.valid_from::text AS "validFrom", c.valid_until::text AS "validUntil",
            EXISTS (SELECT 1 FROM opening_hours h
                     WHERE h.municipality_id = c.municipality_id AND h.counter_id = c.id) AS own,
            (SELECT s.visit_date::text FROM slots s
              WHERE s.municipality_id = c.municipality_id AND s.counter_id = c.id
              ORDER BY s.starts_at DESC LIMIT 1) AS "publishedUntil"
       FROM counters c
      WHERE c.municipality_id = ? AND (?::uuid[] IS NULL OR c.id = ANY (?::uuid[]))
      ORDER BY c.display_order, c.code`,
    [tenancy.current().municipalityId, counterIds, counterIds] as any[]
  )
  return rows
}

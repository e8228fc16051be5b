import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface SlotOfWeek {
  id: string
  /** ISO date. */
  date: string
  /** Clock time in Tokyo, `08:30`. */
  time: string
  free: number
  /** Whether its time has come. */
  past: boolean
}

/** The slots of a counter from one ISO date up to, not including, another, in order of time. */
export async function weekOfSlots(
  counterId: string,
  from: string,
  until: string
): Promise<SlotOfWeek[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, visit_date::text AS date,
            to_char(starts_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS time,
            (capacity - taken)::int AS free, starts_at <= now() AS past
       FROM slots
      WHERE municipality_id = ? AND counter_id = ?
        AND starts_at >= ?::timestamp AT TIME ZONE 'Asia/Tokyo'
        AND starts_at < ?::timestamp AT TIME ZONE 'Asia/Tokyo'
      ORDER BY starts_at`,
    [tenancy.current().municipalityId, counterId, from, until]
  )
  return rows
}

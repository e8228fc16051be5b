import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface SlotOfDay {
  id: string
  counterId: string
  /** Clock time in Tokyo, `08:30`. */
  time: string
  free: number
  past: boolean
}

/** Every slot of a day that has a desk, as far as the counters may be seen; all of them when `counterIds` is null. */
export async function dayOfSlots(date: string, counterIds: string[] | null): Promise<SlotOfDay[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, counter_id AS "counterId",
            to_char(starts_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS time,
            (capacity - taken)::int AS free, ends_at <= now() AS past
       FROM slots
      WHERE municipality_id = ? AND visit_date = ?::date AND capacity > 0
        AND (?::uuid[] IS NULL OR counter_id = ANY (?::uuid[]))
      ORDER BY starts_at`,
    [tenancy.current().municipalityId, date, counterIds, counterIds] as any[]
  )
  return rows
}

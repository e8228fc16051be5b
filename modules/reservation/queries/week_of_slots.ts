import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface SlotOfWeek {
  id: string
  /** ISO date. */
  date: string
  /** Clock time in Tokyo, `08:30`. */
  time: string
  startsAt: Date
  endsAt: Date
  free: number
  /** Desks the type asked for has taken of it. */
  takenByType: number
  /** Whether its time has come. */
  past: boolean
  /** Whether it takes nobody any more, those who have a seat there apart. */
  closed: boolean
}

/**
 * The slots of a counter from one ISO date up to, not including, another, in
 * order of time; those without a desk left out.
 *
 * @param procedureTypeId the type whose share of each slot is wanted; nobody's when null
 */
export async function weekOfSlots(
  counterId: string,
  from: string,
  until: string,
  procedureTypeId: string | null = null
): Promise<SlotOfWeek[]> {
  const { rows } = await db.rawQuery(
    `SELECT s.id, s.visit_date::text AS date,
            to_char(s.starts_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS time,
            s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.starts_at <= now() AS past,
            s.wanted_capacity IS NOT DISTINCT FROM 0 AS closed,
            (s.capacity - s.taken)::int AS free, coalesce((
              SELECT q.taken FROM slot_quotas q
               WHERE q.municipality_id = s.municipality_id AND q.slot_id = s.id
                 AND q.procedure_type_id = ?), 0)::int AS "takenByType"
       FROM slots s
      WHERE s.municipality_id = ? AND s.counter_id = ? AND s.capacity > 0
        AND s.starts_at >= ?::timestamp AT TIME ZONE 'Asia/Tokyo'
        AND s.starts_at < ?::timestamp AT TIME ZONE 'Asia/Tokyo'
      ORDER BY s.starts_at`,
    [procedureTypeId, tenancy.current().municipalityId, counterId, from, until] as any[]
  )
  return rows
}

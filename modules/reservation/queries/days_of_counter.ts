import db from '@adonisjs/lucid/services/db'
import type { Municipality } from '#app/tenancy/main'
import { closingDays, type ClosingDay } from '../closing_rules.js'
import { PLANNED, periodBindings } from './planned_slots.js'

export interface DayOfCounter {
  /** ISO date. */
  day: string
  /** Whether the rules give a slot; closed and exceptional days tell why or why not. */
  open: boolean
  /** Of a closure that is in force. */
  closureReason: string | null
  /** Of the counter's own closed day, or of one on which all are closed. */
  ownReason: string | null
  commonReason: string | null
  rule: ClosingDay | undefined
  /** What is set for this day alone; the times are null where only the capacity is. */
  exception: {
    opens: string | null
    closes: string | null
    unit: number | null
    capacity: number
  } | null
  /** First start and last end the rules give, and the largest capacity. */
  opens: string | null
  closes: string | null
  capacity: number | null
  /** Published slots that have a desk, and what is taken of them. */
  slots: number
  seats: number
  taken: number
}

/** What follows from the rules for each day of a period at a counter, beside what is published. */
export async function daysOfCounter(
  boundBy: Pick<Municipality, 'settings'>,
  counterId: string,
  from: string,
  until: string
): Promise<DayOfCounter[]> {
  const { rows } = await db.rawQuery(
    `WITH ${PLANNED}, of_rules AS (
       SELECT visit_date, to_char(min(starts_at) AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS opens,
              to_char(max(ends_at) AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS closes,
              max(capacity)::int AS capacity
         FROM planned GROUP BY visit_date
     ), published AS (
       SELECT visit_date, count(*)::int AS slots, sum(capacity)::int AS seats, sum(taken)::int AS taken
         FROM slots
        WHERE municipality_id = :municipality AND counter_id = :counter
          AND visit_date BETWEEN :from::date AND :until::date AND capacity > 0
        GROUP BY visit_date
     )
     SELECT shown::date::text AS day, r.opens IS NOT NULL AS open, r.opens, r.closes, r.capacity,
            (SELECT x.reason FROM closures x
              WHERE x.municipality_id = :municipality AND x.reopened_at IS NULL
                AND (x.counter_id IS NULL OR x.counter_id = :counter)
                AND shown::date BETWEEN x.first_day AND x.last_day
              ORDER BY x.closed_at LIMIT 1) AS "closureReason",
            own.reason AS "ownReason", common.reason AS "commonReason",
            CASE WHEN e.day IS NOT NULL THEN jsonb_build_object(
              'opens', to_char(e.opens, 'HH24:MI'), 'closes', to_char(e.closes, 'HH24:MI'),
              'unit', e.unit_minutes, 'capacity', e.capacity) END AS exception,
            coalesce(p.slots, 0) AS slots, coalesce(p.seats, 0) AS seats, coalesce(p.taken, 0) AS taken
       FROM generate_series(:from::timestamp, :until::timestamp, interval '1 day') AS shown
       LEFT JOIN of_rules r ON r.visit_date = shown::date
       LEFT JOIN published p ON p.visit_date = shown::date
       LEFT JOIN closed_days own ON own.municipality_id = :municipality
        AND own.counter_id = :counter AND own.day = shown::date
       LEFT JOIN closed_days common ON common.municipality_id = :municipality
        AND common.counter_id IS NULL AND common.day = shown::date
       LEFT JOIN exceptional_days e ON e.municipality_id = :municipality
        AND e.counter_id = :counter AND e.day = shown::date
      ORDER BY shown`,
    {
      ...periodBindings(boundBy, { from, until, counterIds: [counterId] }),
      counter: counterId,
    } as any
  )
  const rules = new Map(closingDays(boundBy, from, until).map((one) => [one.day, one]))
  return rows.map((row: Omit<DayOfCounter, 'rule'>) => ({ ...row, rule: rules.get(row.day) }))
}

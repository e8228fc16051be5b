import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface HoursOfWeek {
  id: string
  /** ISO: 1 Monday … 7 Sunday. */
  weekday: number
  opens: string
  closes: string
  unit: number
  capacity: number
  desks: number | null
  perDesk: number | null
  validFrom: string | null
  validUntil: string | null
}

export interface Exclusion {
  id: string
  weekday: number | null
  starts: string
  ends: string
  validFrom: string | null
  validUntil: string | null
}

export interface ClosedDay {
  id: string
  day: string
  reason: string
}

/** The rules of a counter's schedule, or the municipality's, those of the past left out. */
export async function scheduleRules(counterId: string | null) {
  const values = { municipality: tenancy.current().municipalityId, counter: counterId } as any
  const own = 'municipality_id = :municipality AND counter_id IS NOT DISTINCT FROM :counter::uuid'
  const today = `(now() AT TIME ZONE 'Asia/Tokyo')::date`
  const valid = `valid_from::text AS "validFrom", valid_until::text AS "validUntil"`
  const stillComing = `coalesce(valid_until, 'infinity') >= ${today}`
  const { rows: hours } = await db.rawQuery(
    `SELECT id, weekday::int, to_char(opens, 'HH24:MI') AS opens, to_char(closes, 'HH24:MI') AS closes,
            unit_minutes::int AS unit, capacity::int, desks::int, per_desk::int AS "perDesk", ${valid}
       FROM opening_hours WHERE ${own} AND ${stillComing}
      ORDER BY weekday, valid_from NULLS FIRST, opens`,
    values
  )
  const { rows: exclusions } = await db.rawQuery(
    `SELECT id, weekday::int, to_char(starts, 'HH24:MI') AS starts, to_char(ends, 'HH24:MI') AS ends, ${valid}
       FROM excluded_times WHERE ${own} AND ${stillComing}
      ORDER BY weekday NULLS FIRST, starts`,
    values
  )
  const { rows: closedDays } = await db.rawQuery(
    `SELECT id, day::text, reason FROM closed_days WHERE ${own} AND day >= ${today} ORDER BY day`,
    values
  )
  return { hours, exclusions, closedDays } as {
    hours: HoursOfWeek[]
    exclusions: Exclusion[]
    closedDays: ClosedDay[]
  }
}

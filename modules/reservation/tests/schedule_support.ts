import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { publishSchedule } from '../actions/publish_schedule.js'
import { scheduleDiff, totalOf } from '../queries/schedule_diff.js'

/** Such a weekday the year after next, in a week no rule of the product closes a day of: ISO date. */
export function comingDay(weekday: number, year = DateTime.now().year + 2): string {
  const first = DateTime.fromObject({ year, month: 2, day: 14 })
  return first.plus({ days: (weekday - first.weekday + 7) % 7 }).toISODate()!
}

/** Opening hours of a weekday; the municipality's own without a counter. */
export async function openOn(
  municipality: Municipality,
  counter: { id: string } | null,
  hours: { weekday: number; opens?: string; closes?: string; unit?: number; capacity?: number }
) {
  const { weekday, opens = '09:00', closes = '12:00', unit = 30, capacity = 5 } = hours
  await tenancy.run(municipality, () =>
    db.rawQuery(
      `INSERT INTO opening_hours (municipality_id, counter_id, weekday, opens, closes, unit_minutes, capacity)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [municipality.id, counter?.id ?? null, weekday, opens, closes, unit, capacity] as any[]
    )
  )
}

/** Publishes one day, or a period, as the municipality is now. */
export async function publish({ id }: Municipality, from: string, until = from) {
  return publishSchedule(await municipalities.byId(id), { from, until })
}

export async function diffOf({ id }: Municipality, from: string, until = from) {
  const municipality = await municipalities.byId(id)
  return tenancy.run(municipality, async () =>
    totalOf(await scheduleDiff(municipality, { from, until, counterIds: null }))
  )
}

export interface SlotSeen {
  id: string
  counterId: string
  /** `09:00-09:30` */
  time: string
  capacity: number
  taken: number
  wanted: number | null
}

export const slotsOn = (municipality: Municipality, day: string): Promise<SlotSeen[]> =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT id, counter_id AS "counterId", capacity::int, taken::int, wanted_capacity::int AS wanted,
              to_char(starts_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') || '-' ||
              to_char(ends_at AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS time
         FROM slots WHERE visit_date = ? ORDER BY starts_at, counter_id`,
      [day]
    )
    return rows
  })

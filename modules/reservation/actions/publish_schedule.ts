import holidays from '@holiday-jp/holiday_jp'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

const TOKYO = 'Asia/Tokyo'

/**
 * Makes the slots of a period from the counters' opening hours, leaving out
 * excluded times, closed days and national holidays. Slots that are there
 * already stay as they are, so it can run again at any time.
 *
 * @param input.from first ISO date
 * @param input.until last ISO date
 * @returns how many slots were added
 */
export async function publishSchedule(input: { from: string; until: string }): Promise<number> {
  const { municipalityId } = tenancy.current()
  await closeHolidays(input)
  const { rows } = await db.rawQuery(
    `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
     SELECT h.municipality_id, h.counter_id, visit_day::date, begins AT TIME ZONE '${TOKYO}',
            (begins + unit) AT TIME ZONE '${TOKYO}', h.capacity
       FROM opening_hours h
       JOIN counters c ON c.municipality_id = h.municipality_id AND c.id = h.counter_id
      CROSS JOIN LATERAL make_interval(mins => h.unit_minutes) AS unit
      CROSS JOIN LATERAL generate_series(
              greatest(:from::date, h.valid_from, c.valid_from)::timestamp,
              least(:until::date, h.valid_until, c.valid_until)::timestamp,
              interval '1 day') AS visit_day
      CROSS JOIN LATERAL generate_series(visit_day + h.opens, visit_day + h.closes - unit, unit) AS begins
      WHERE h.municipality_id = :municipality
        AND extract(isodow FROM visit_day) = h.weekday
        AND NOT EXISTS (
          SELECT 1 FROM excluded_times x
           WHERE x.municipality_id = h.municipality_id AND x.counter_id = h.counter_id
             AND begins < visit_day + x.ends AND begins + unit > visit_day + x.starts)
        AND NOT EXISTS (
          SELECT 1 FROM closed_days d
           WHERE d.municipality_id = h.municipality_id AND d.day = visit_day::date
             AND (d.counter_id IS NULL OR d.counter_id = h.counter_id))
      ORDER BY 4
     ON CONFLICT (municipality_id, counter_id, starts_at) DO NOTHING
     RETURNING id`,
    { ...input, municipality: municipalityId }
  )
  await audit.record({
    action: 'reservation.publish_schedule',
    detail: { ...input, added: rows.length },
  })
  return rows.length
}

async function closeHolidays(period: { from: string; until: string }) {
  const between = holidays.between(new Date(period.from), new Date(period.until))
  for (const { date, name } of between) {
    await db.rawQuery(
      `INSERT INTO closed_days (municipality_id, counter_id, day, reason) VALUES (?, NULL, ?, ?)
       ON CONFLICT DO NOTHING`,
      /** The package gives midnight UTC: its date part is the day meant. */
      [
        tenancy.current().municipalityId,
        DateTime.fromJSDate(date, { zone: 'utc' }).toISODate()!,
        name,
      ]
    )
  }
}

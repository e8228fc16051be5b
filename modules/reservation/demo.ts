import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { Counter, municipalities, tenancy } from '#app/tenancy/main'
import { publishSchedule } from './actions/publish_schedule.js'

/** Hours by the order of the demo's counters: weekdays, and a Saturday at the first (R123). */
const HOURS = [
  { weekdays: [1, 2, 3, 4, 5], opens: '08:30', closes: '17:00', capacity: 5 },
  { weekdays: [1, 2, 3, 4, 5, 6], opens: '10:00', closes: '19:00', capacity: 3 },
  { weekdays: [2, 4], opens: '13:00', closes: '20:00', capacity: 2 },
]

/** Opening hours, a lunch break and five weeks of open slots at the demo's counters. */
export default async function demo() {
  const { municipalityId } = tenancy.current()
  const counters = await Counter.query().orderBy('display_order')
  for (const [index, counter] of counters.entries()) {
    const { weekdays, opens, closes, capacity } = HOURS[index % HOURS.length]
    for (const weekday of weekdays) {
      await db.rawQuery(
        `INSERT INTO opening_hours
           (municipality_id, counter_id, weekday, opens, closes, unit_minutes, capacity)
         VALUES (?, ?, ?, ?, ?, 30, ?)`,
        [municipalityId, counter.id, weekday, opens, closes, capacity]
      )
    }
    await db.rawQuery(
      `INSERT INTO excluded_times (municipality_id, counter_id, starts, ends) VALUES (?, ?, '12:00', '13:00')`,
      [municipalityId, counter.id]
    )
  }
  const today = DateTime.now().setZone('Asia/Tokyo')
  await publishSchedule(await municipalities.byId(municipalityId), {
    from: today.toISODate()!,
    until: today.plus({ weeks: 5 }).toISODate()!,
  })
}

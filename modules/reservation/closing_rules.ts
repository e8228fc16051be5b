import holidays from '@holiday-jp/holiday_jp'
import { DateTime } from 'luxon'
import type { Municipality } from '#app/tenancy/main'
import { reservationSettings } from './settings.js'

/** A day on which every counter is closed by a rule. */
export interface ClosingDay {
  /** ISO date. */
  day: string
  rule: 'holiday' | 'year_end' | 'after_third_saturday'
  /** What the holiday is called. */
  name?: string
}

type Rules = ReturnType<typeof reservationSettings.read>

/** Why every counter is closed on a day; nothing when no rule says so. The first one that does is told. */
const RULES: ((day: DateTime, rules: Rules) => Omit<ClosingDay, 'day'> | undefined)[] = [
  (day, { year_end_from: from, year_end_until: until }) => {
    const within = day.month === 12 ? day.day >= from : day.month === 1 && day.day <= until
    return from > 0 && within ? { rule: 'year_end' } : undefined
  },
  (day, { closes_on_holidays: closes }) => {
    const [holiday] = closes ? holidays.between(dateOf(day), dateOf(day)) : []
    return holiday && { rule: 'holiday', name: holiday.name }
  },
  (day, { closes_after_third_saturday: closes }) =>
    closes && isAfter(day, { nth: 3, weekday: 6 }) ? { rule: 'after_third_saturday' } : undefined,
]

/** Midnight UTC, by which the package of holidays means a day. */
const dateOf = (day: DateTime) => new Date(day.toISODate()!)

/** Whether the day before is the nth such weekday of its month. */
function isAfter(day: DateTime, { nth, weekday }: { nth: number; weekday: number }) {
  const before = day.minus({ days: 1 })
  return before.weekday === weekday && Math.ceil(before.day / 7) === nth
}

/**
 * Days on which every counter is closed by the municipality's rules: national
 * holidays, the turn of the year, the day after the third Saturday (R129). A
 * counter may open all the same by an exception.
 *
 * @param from first ISO date
 * @param until last ISO date
 */
export function closingDays(
  boundBy: Pick<Municipality, 'settings'>,
  from: string,
  until: string
): ClosingDay[] {
  const rules = reservationSettings.read(boundBy)
  const found: ClosingDay[] = []
  const last = DateTime.fromISO(until, { zone: 'utc' })
  for (
    let day = DateTime.fromISO(from, { zone: 'utc' });
    day <= last;
    day = day.plus({ days: 1 })
  ) {
    for (const rule of RULES) {
      const reason = rule(day, rules)
      if (!reason) continue
      found.push({ day: day.toISODate()!, ...reason })
      break
    }
  }
  return found
}

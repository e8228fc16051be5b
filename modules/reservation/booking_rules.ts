import { DateTime } from 'luxon'
import type { Municipality } from '#app/tenancy/main'
import { E_DEADLINE_PASSED, E_PARTY_TOO_LARGE } from './errors.js'
import type { Party } from './queries/plan_visit.js'
import { reservationSettings } from './settings.js'

const TOKYO = 'Asia/Tokyo'

/** When and how far ahead residents may book, change and cancel at a counter (R40, R126). Staff on the phone are not bound by it. */
export interface BookingRules {
  /** ISO moments between which new reservations are taken; null for no limit. */
  opensAt: string | null
  closesAt: string | null
  /** Days from today on which a visit can be, last and first. */
  daysAhead: number
  daysBefore: number
  changeDaysBefore: number
  cancelDaysBefore: number
}

/** What a counter does otherwise: columns of `counter_rules`, null for what it does not. */
export interface CounterRules {
  opens_at: string | null
  closes_at: string | null
  days_ahead: number | null
  days_before: number | null
  change_days_before: number | null
  cancel_days_before: number | null
}

type BoundBy = Pick<Municipality, 'settings'>

/** The municipality's rules, and where a counter has its own, those. */
export function bookingRules(boundBy: BoundBy, counter: CounterRules | null = null): BookingRules {
  const settings = reservationSettings.read(boundBy)
  return {
    opensAt: counter?.opens_at ?? momentOf(settings.opens_at),
    closesAt: counter?.closes_at ?? momentOf(settings.closes_at),
    daysAhead: counter?.days_ahead ?? settings.book_days_ahead,
    daysBefore: counter?.days_before ?? settings.book_days_before,
    changeDaysBefore: counter?.change_days_before ?? settings.change_days_before,
    cancelDaysBefore: counter?.cancel_days_before ?? settings.cancel_days_before,
  }
}

const momentOf = (setting: string) =>
  setting === '' ? null : DateTime.fromISO(setting, { zone: TOKYO }).toISO()

const today = () => DateTime.now().setZone(TOKYO).startOf('day')

/** Days residents may book, first and last, as ISO dates. */
export function bookableDays({ daysBefore, daysAhead }: BookingRules) {
  return {
    first: today().plus({ days: daysBefore }).toISODate()!,
    last: today().plus({ days: daysAhead }).toISODate()!,
  }
}

/** Whether new reservations are taken now, or why not. */
export function reception({ opensAt, closesAt }: BookingRules): 'early' | 'open' | 'over' {
  const now = DateTime.now()
  if (opensAt && now < DateTime.fromISO(opensAt)) return 'early'
  return closesAt && now >= DateTime.fromISO(closesAt) ? 'over' : 'open'
}

/**
 * Whether residents may still change or cancel a visit themselves; 0 days
 * means until its time has come.
 */
export function isBeforeDeadline(
  rules: BookingRules,
  visitDate: string,
  what: 'change' | 'cancel'
): boolean {
  const days = what === 'change' ? rules.changeDaysBefore : rules.cancelDaysBefore
  return today().plus({ days }).toISODate()! <= visitDate
}

/** @throws E_DEADLINE_PASSED when residents have to ask by phone by now */
export function checkDeadline(...args: Parameters<typeof isBeforeDeadline>) {
  if (!isBeforeDeadline(...args)) throw new E_DEADLINE_PASSED()
}

/**
 * Who comes, as the municipality takes parties: side by side or one after the
 * other, where it leaves that to the resident.
 *
 * @throws E_PARTY_TOO_LARGE
 */
export function partyOf(
  boundBy: BoundBy,
  asked: { persons?: number; manner?: 'parallel' | 'consecutive' }
): Party {
  const { most_persons: most, party_manner: rule } = reservationSettings.read(boundBy)
  const persons = asked.persons ?? 1
  if (persons > most) throw new E_PARTY_TOO_LARGE()
  const manner = rule === 'resident' ? asked.manner : rule
  return { persons, consecutive: persons > 1 && manner === 'consecutive' }
}

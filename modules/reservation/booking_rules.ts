import { DateTime } from 'luxon'
import type { Municipality } from '#app/tenancy/main'
import { E_DEADLINE_PASSED, E_PARTY_TOO_LARGE } from './errors.js'
import type { Party } from './queries/plan_visit.js'
import { reservationSettings } from './settings.js'

/** Days residents may book, first and last, as ISO dates. */
export interface BookableDays {
  first: string
  last: string
}

const today = () => DateTime.now().setZone('Asia/Tokyo').startOf('day')

/** From when until when residents may book today (R126). Staff on the phone are not bound by it. */
export function bookableDays(municipality: Pick<Municipality, 'settings'>): BookableDays {
  const rules = reservationSettings.read(municipality)
  return {
    first: today().plus({ days: rules.book_days_before }).toISODate()!,
    last: today().plus({ days: rules.book_days_ahead }).toISODate()!,
  }
}

/**
 * Whether residents may still change or cancel a visit themselves; 0 days
 * means until its time has come.
 */
export function isBeforeDeadline(
  municipality: Pick<Municipality, 'settings'>,
  visitDate: string,
  what: 'change' | 'cancel'
): boolean {
  const rules = reservationSettings.read(municipality)
  const days = what === 'change' ? rules.change_days_before : rules.cancel_days_before
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
  municipality: Pick<Municipality, 'settings'>,
  asked: { persons?: number; manner?: 'parallel' | 'consecutive' }
): Party {
  const { most_persons: most, party_manner: rule } = reservationSettings.read(municipality)
  const persons = asked.persons ?? 1
  if (persons > most) throw new E_PARTY_TOO_LARGE()
  const manner = rule === 'resident' ? asked.manner : rule
  return { persons, consecutive: persons > 1 && manner === 'consecutive' }
}

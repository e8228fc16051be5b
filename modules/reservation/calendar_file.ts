import type { I18n } from '@adonisjs/i18n'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Municipality } from '#app/tenancy/main'

/** What a calendar entry tells of a visit: nothing about the person. */
export interface CalendarEntry {
  id: string
  receptionNumber: number
  startsAt: Date
  endsAt: Date
  counterName: string
  counterAddress: string | null
}

/** Seconds since 2020, so that what is sent later counts as newer. */
const sequence = () => Math.floor(Date.now() / 1000) - 1_577_836_800

/**
 * Visits for the resident's own calendar (RFC 5545). Sent again after a change
 * an entry replaces the one it finds there, because its UID stays; a
 * cancellation takes it out.
 */
export function calendarFile(
  entries: CalendarEntry[],
  context: { municipality: Pick<Municipality, 'name'>; i18n: I18n; cancelled?: boolean }
): string {
  const { cancelled, i18n, municipality } = context
  const calendar = ical({
    prodId: { company: 'Madoguchi', product: 'reservation', language: 'JA' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  for (const entry of entries) {
    calendar.createEvent({
      id: `${entry.id}@madoguchi`,
      sequence: sequence(),
      stamp: new Date(),
      start: entry.startsAt,
      end: entry.endsAt,
      summary: i18n.t('reservation.file.title', { municipality: municipality.name }),
      location: [entry.counterName, entry.counterAddress].filter(Boolean).join(' '),
      description: i18n.t('reservation.file.text', { number: String(entry.receptionNumber) }),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}

import db from '@adonisjs/lucid/services/db'
import { formatReadableCode } from '#app/exchange/main'
import { publicUrl } from '#app/http/main'
import { post } from '#app/mail/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { localFormatters } from '#app/ui/main'
import { wordedI18n } from '#app/wording/main'
import { calendarFile, type CalendarEntry } from '../calendar_file.js'
import { openContact } from '../contact.js'

/** What a resident is written to about (R30, R64, R127). */
export type Occasion = 'made' | 'changed' | 'cancelled' | 'reminder' | 'closure_cancelled'

/**
 * Writes to whoever left an address, about visits of one booking, in the
 * language it was made in and the municipality's words. The visits are
 * attached for their calendar. A link leads to a page that asks, never to one
 * that does.
 *
 * @param ids of reservations of one party
 * @param options.accessKey only known when the booking is made
 * @param options.reason why the municipality cancels it
 * @returns whether a mail is on its way
 */
export async function mailVisit(
  occasion: Occasion,
  ids: string[],
  { accessKey, reason = '' }: { accessKey?: string; reason?: string } = {}
): Promise<boolean> {
  const visits = await visitsOf(ids)
  const contact = openContact(visits[0]?.contact ?? null)
  if (!contact) return false
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  const i18n = wordedI18n(municipality, contact.locale)
  const fmt = localFormatters(i18n)
  const values = {
    municipality: municipality.name,
    counter: visits[0].counterName,
    time: [...new Set(visits.map(({ startsAt }) => fmt.dateTime(startsAt)))].join(' / '),
    number: visits.map(({ receptionNumber }) => receptionNumber).join(', '),
    key: accessKey ? formatReadableCode(accessKey) : '',
    link: publicUrl(municipality, `/${municipality.slug}/look-up`),
    reason,
  }
  const cancelled = occasion === 'cancelled' || occasion === 'closure_cancelled'
  return post({
    template: `reservation.${occasion}`,
    to: contact.email,
    subject: i18n.t(`reservation.mail.${occasion}.subject`, values),
    text: i18n.t(`reservation.mail.${occasion}.text`, values),
    attachments: [
      {
        name: 'visit.ics',
        type: `text/calendar; charset=utf-8; method=${cancelled ? 'CANCEL' : 'PUBLISH'}`,
        content: calendarFile(visits, { municipality, i18n, cancelled }),
      },
    ],
  })
}

async function visitsOf(ids: string[]): Promise<(CalendarEntry & { contact: string | null })[]> {
  const { rows } = await db.rawQuery(
    `SELECT r.id, r.contact, r.reception_number AS "receptionNumber", s.starts_at AS "startsAt",
            s.ends_at AS "endsAt", c.name AS "counterName", c.address AS "counterAddress"
       FROM reservations r
       JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id
       JOIN counters c ON c.municipality_id = r.municipality_id AND c.id = r.counter_id
      WHERE r.municipality_id = ? AND r.id = ANY (?::uuid[])
      ORDER BY r.party_position`,
    [tenancy.current().municipalityId, ids] as any[]
  )
  return rows
}

import type { I18n } from '@adonisjs/i18n'
import { formatReadableCode } from '#app/exchange/main'
import { post } from '#app/mail/main'
import type { Municipality } from '#app/tenancy/main'
import { localFormatters } from '#app/ui/main'
import { accessKeyFor } from '../access_key.js'
import { findHold } from '../queries/find_hold.js'

/** Sends the resident number and key, to an address that is kept nowhere but in the outbox until it has left (R30), in the language the page was in. */
export async function mailAccessKey(input: {
  token: string
  to: string
  municipality: Municipality
  i18n: I18n
}) {
  const reservation = (await findHold(input.token))!
  const values = {
    municipality: input.municipality.name,
    counter: reservation.counterName,
    time: localFormatters(input.i18n).dateTime(reservation.startsAt),
    number: reservation.party.map(({ receptionNumber }) => receptionNumber).join(', '),
    key: formatReadableCode(accessKeyFor(input.token)),
  }
  return post({
    template: 'reservation.made',
    to: input.to,
    subject: input.i18n.t('reservation.mail.made.subject', values),
    text: input.i18n.t('reservation.mail.made.text', values),
  })
}

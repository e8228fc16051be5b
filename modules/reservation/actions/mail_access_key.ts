import i18nManager from '@adonisjs/i18n/services/main'
import { formatReadableCode } from '#app/exchange/main'
import { post } from '#app/mail/main'
import type { Municipality } from '#app/tenancy/main'
import { formatDateTime } from '#app/ui/main'
import { accessKeyFor } from '../access_key.js'
import { findHold } from '../queries/find_hold.js'

/** Sends the resident number and key, to an address that is kept nowhere but in the outbox until it has left (R30). */
export async function mailAccessKey(input: {
  token: string
  to: string
  municipality: Municipality
}) {
  const reservation = (await findHold(input.token))!
  const words = i18nManager.locale('ja')
  const values = {
    municipality: input.municipality.name,
    counter: reservation.counterName,
    time: formatDateTime(reservation.startsAt),
    number: String(reservation.receptionNumber),
    key: formatReadableCode(accessKeyFor(input.token)),
  }
  await post({
    template: 'reservation.made',
    to: input.to,
    subject: words.t('reservation.mail.made.subject', values),
    text: words.t('reservation.mail.made.text', values),
  })
}

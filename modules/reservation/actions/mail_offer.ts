import { publicUrl } from '#app/http/main'
import { post } from '#app/mail/main'
import type { Municipality } from '#app/tenancy/main'
import { localFormatters } from '#app/ui/main'
import { wordedI18n } from '#app/wording/main'
import type { HoldFacts } from '../queries/find_hold.js'
import { openAddress } from '../waitlist_entry.js'
import type { Waiting } from './offer_seats.js'

/** Tells somebody who waits that a seat is held; the page it leads to asks for number and code. */
export async function mailOffer(municipality: Municipality, waiting: Waiting, hold: HoldFacts) {
  const to = waiting.sealedAddress && openAddress(waiting.sealedAddress)
  if (!to) return
  const i18n = wordedI18n(municipality, waiting.locale)
  const fmt = localFormatters(i18n)
  const values = {
    municipality: municipality.name,
    counter: hold.counterName,
    time: fmt.dateTime(hold.startsAt),
    until: fmt.dateTime(hold.holdExpiresAt!),
    number: String(waiting.number),
    url: publicUrl(municipality, `/${municipality.slug}/waitlist/look-up`),
  }
  await post({
    template: 'reservation.offered',
    to,
    subject: i18n.t('reservation.mail.offered.subject', values),
    text: i18n.t('reservation.mail.offered.text', values),
  })
}

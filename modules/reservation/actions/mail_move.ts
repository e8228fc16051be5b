import { publicUrl } from '#app/http/main'
import { post } from '#app/mail/main'
import type { Municipality } from '#app/tenancy/main'
import { localFormatters } from '#app/ui/main'
import { wordedI18n } from '#app/wording/main'
import { openContact } from '../contact.js'
import type { ClosureParty } from '../queries/closure_parties.js'
import type { HoldFacts } from '../queries/find_hold.js'
import { movePassFor } from '../reservation_pass.js'

/**
 * Writes to a party that where they were to come is closed, in the
 * municipality's words: with the time that is held for them, or that there is
 * none yet. The link leads to a page that asks.
 *
 * @param after not before this moment
 * @returns whether there was an address to write to
 */
export async function mailMove(
  municipality: Municipality,
  party: ClosureParty,
  hold: HoldFacts | undefined,
  after?: Date
): Promise<boolean> {
  const contact = openContact(party.contact)
  if (!contact) return false
  const i18n = wordedI18n(municipality, contact.locale)
  const fmt = localFormatters(i18n)
  const base = `/${municipality.slug}`
  const pass = movePassFor(municipality.id, party.closureId, party.partyId)
  const common = {
    municipality: municipality.name,
    counter: party.counterName,
    time: fmt.dateTime(party.startsAt),
    number: String(party.receptionNumber),
    reason: party.reason,
  }
  if (!hold) {
    const values = { ...common, link: publicUrl(municipality, `${base}/look-up`) }
    await send('closure', values)
  } else {
    await send('closure_offer', {
      ...common,
      new_counter: hold.counterName,
      new_time: fmt.dateTime(hold.startsAt),
      until: fmt.dateTime(hold.holdExpiresAt!),
      url: publicUrl(municipality, `${base}/moves/${pass}`),
    })
  }
  return true

  async function send(occasion: 'closure' | 'closure_offer', values: Record<string, string>) {
    await post(
      {
        template: `reservation.${occasion}`,
        to: contact!.email,
        subject: i18n.t(`reservation.mail.${occasion}.subject`, values),
        text: i18n.t(`reservation.mail.${occasion}.text`, values),
      },
      { after }
    )
  }
}

import { DateTime } from 'luxon'
import { municipalities, tenancy } from '#app/tenancy/main'
import { collectParties } from '../actions/collect_parties.js'
import { offerMove, type MoveTerms } from '../actions/offer_move.js'
import { closureParties } from '../queries/closure_parties.js'

/** Seconds between two mails, so that a mail server takes them all. */
const SECONDS_APART = 2

/**
 * Offers everybody a closure concerns another time, each in a transaction of
 * its own: killed half-way it goes on with those who have no offer yet.
 */
export default async function offerMoves({
  municipalityId,
  closureId,
  ...terms
}: { municipalityId: number; closureId: string } & MoveTerms) {
  const municipality = await municipalities.byId(municipalityId)
  const parties = await tenancy.run(municipality, async () => {
    await collectParties(closureId)
    return closureParties(closureId, ['open', 'missed'])
  })
  const now = DateTime.now()
  for (const [i, { partyId }] of parties.entries()) {
    const after = now.plus({ seconds: i * SECONDS_APART }).toJSDate()
    await tenancy.run(municipality, () => offerMove(municipality, closureId, partyId, terms, after))
  }
}

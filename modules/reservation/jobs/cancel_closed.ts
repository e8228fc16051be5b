import { tenancy } from '#app/tenancy/main'
import { cancelClosedParty } from '../actions/cancel_closed_party.js'
import { collectParties } from '../actions/collect_parties.js'
import { closureParties, UNSETTLED } from '../queries/closure_parties.js'

/** Cancels what is left where a closure closes, each party in a transaction of its own; killed half-way it goes on with the rest. */
export default async function cancelClosed({
  municipalityId,
  closureId,
}: {
  municipalityId: number
  closureId: string
}) {
  const municipality = { id: municipalityId }
  const parties = await tenancy.run(municipality, async () => {
    await collectParties(closureId)
    return closureParties(closureId, UNSETTLED)
  })
  for (const { partyId } of parties) {
    await tenancy.run(municipality, () => cancelClosedParty(closureId, partyId))
  }
}

import { municipalities, tenancy } from '#app/tenancy/main'
import { closePastLines } from '../actions/close_past_lines.js'
import { offerSeats } from '../actions/offer_seats.js'
import { returnDueSeats } from '../actions/return_due_seats.js'
import { linesWaiting } from '../queries/waitlist_lines.js'

/** Once a minute: frees the seats whose time to come back has come, and offers to each line what it waits for. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  const municipality = await municipalities.byId(municipalityId)
  const lines = await tenancy.run(municipality, async () => {
    await closePastLines()
    await returnDueSeats()
    return linesWaiting()
  })
  for (const line of lines) await tenancy.run(municipality, () => offerSeats(municipality, line))
}

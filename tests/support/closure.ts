import { bookByProxy } from '#modules/reservation/actions/book_by_proxy'
import { closeCounters } from '#modules/reservation/actions/close_counters'
import { offerMove } from '#modules/reservation/actions/offer_move'
import { makeBookingToken } from '#modules/reservation/booking_token'
import { closureParties } from '#modules/reservation/queries/closure_parties'
import { movePassFor } from '#modules/reservation/reservation_pass'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createCounter, createSlots } from './municipality.js'
import { dateOf } from './waitlist.js'

/** A closed counter with one reservation, for which a seat at another counter is held. */
export async function createClosure(
  municipality: Municipality,
  staffId: string,
  toCounterId: string
) {
  const counter = await createCounter(municipality)
  const [slot] = await createSlots(municipality, counter)
  return tenancy.run(municipality, async () => {
    await bookByProxy({ slotId: slot, token: makeBookingToken(), values: {}, staffId })
    const day = await dateOf(slot)
    const closure = await closeCounters({
      ...{ counterId: counter.id, from: day, until: day },
      ...{ reason: '停電のため', staffId },
    })
    const [{ partyId: party }] = await closureParties(closure, ['open'])
    await offerMove(municipality, closure, party, { counterIds: [toCounterId], hours: 48 })
    return { closure, party, move: movePassFor(municipality.id, closure, party) }
  })
}

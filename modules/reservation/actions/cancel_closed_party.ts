import { findParty } from '../queries/find_reservation.js'
import { UNSETTLED } from '../queries/closure_parties.js'
import { moveToken } from '../move_token.js'
import { cancelReservation } from './cancel_reservation.js'
import { giveUpHold } from './give_up_hold.js'
import { lockClosureParty } from './lock_closure_party.js'

/**
 * Cancels what a party still has where a closure closes, and writes to them
 * why: the last resort. Whoever moved is left alone, and
 * whose time had come before it closed.
 *
 * @returns whether anything was cancelled
 */
export async function cancelClosedParty(closureId: string, partyId: string): Promise<boolean> {
  const party = await lockClosureParty(closureId, partyId)
  if (!UNSETTLED.includes(party.standing)) return false
  const there = (await findParty(party.reservationId)).filter(
    ({ state, counterId, visitDate, started, closure }) =>
      state === 'reserved' &&
      (!started || closure) &&
      counterId === party.counterId &&
      visitDate === party.visitDate
  )
  if (party.offers > 0) await giveUpHold(moveToken(closureId, partyId, party.offers))
  for (const { id } of there) await cancelReservation({ id, reason: party.reason })
  return there.length > 0
}

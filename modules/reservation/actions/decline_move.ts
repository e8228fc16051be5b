import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_RESERVATION_MOVED_ON } from '../errors.js'
import { moveToken } from '../move_token.js'
import { giveUpHold } from './give_up_hold.js'
import { lockClosureParty } from './lock_closure_party.js'

/**
 * Gives the time back that is held for a party; the municipality gets in touch.
 * Declined twice it is done once.
 *
 * @throws E_RESERVATION_MOVED_ON when there is nothing to decline (any more)
 */
export async function declineMove(closureId: string, partyId: string) {
  const party = await lockClosureParty(closureId, partyId)
  if (party.standing === 'declined') return
  if (party.standing !== 'waiting') throw new E_RESERVATION_MOVED_ON()
  await db.rawQuery(
    `UPDATE closure_parties SET declined_at = now()
      WHERE municipality_id = ? AND closure_id = ? AND party_id = ?`,
    [tenancy.current().municipalityId, closureId, partyId]
  )
  await giveUpHold(moveToken(closureId, partyId, party.offers))
  await audit.record({
    action: 'reservation.decline_move',
    subject: { type: 'reservation', id: party.reservationId },
  })
}

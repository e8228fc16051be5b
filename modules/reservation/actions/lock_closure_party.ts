import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { E_RESERVATION_NOT_FOUND } from '../errors.js'
import { findClosureParty, type ClosureParty } from '../queries/closure_parties.js'

/**
 * Locks a party of a closure, then its reservations, before any slot: who
 * offers, accepts, declines or cancels comes one after the other, and how the
 * party stands does not change under them by what somebody does to a
 * reservation meanwhile.
 *
 * @throws E_RESERVATION_NOT_FOUND
 */
export async function lockClosureParty(closureId: string, partyId: string): Promise<ClosureParty> {
  await db.rawQuery(
    `SELECT 1 FROM closure_parties
      WHERE municipality_id = ? AND closure_id = ? AND party_id = ?
        FOR UPDATE`,
    [tenancy.current().municipalityId, closureId, partyId]
  )
  await db.rawQuery(
    `SELECT 1 FROM reservations
      WHERE municipality_id = ? AND party_id = ? AND state <> 'held' AND state <> 'lapsed'
      ORDER BY party_position
        FOR NO KEY UPDATE`,
    [tenancy.current().municipalityId, partyId]
  )
  const party = await findClosureParty(closureId, partyId)
  if (!party) throw new E_RESERVATION_NOT_FOUND()
  return party
}

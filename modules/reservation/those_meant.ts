import type { HttpContext } from '@adonisjs/core/http'
import { E_RESERVATION_MOVED_ON, E_RESERVATION_NOT_FOUND } from './errors.js'
import { findParty, type ReservationFacts } from './queries/find_reservation.js'

/** Of a party: everybody, or one by the place in it. */
export type Who = 'all' | number

/** Whom an address or a form of a reservation's pages is about; nothing where it is the reservation's own person. */
export function whoIsMeant(request: HttpContext['request']): Who | undefined {
  const who = request.input('who')
  return who === 'all' ? who : Number.parseInt(who, 10) || undefined
}

/**
 * Those a change or a cancellation is about; of everybody, those who are still
 * to come.
 *
 * @param id the reservation whose pages these are
 * @throws E_RESERVATION_NOT_FOUND when the party has no such person
 * @throws E_RESERVATION_MOVED_ON when nobody is to come any more
 */
export async function findThoseMeant(id: string, who?: Who): Promise<ReservationFacts[]> {
  const party = await findParty(id)
  if (party.length === 0) throw new E_RESERVATION_NOT_FOUND()
  if (who === 'all') {
    const coming = party.filter(({ state }) => state === 'reserved')
    if (coming.length === 0) throw new E_RESERVATION_MOVED_ON()
    return coming
  }
  const one = party.find((person) => (who ? person.position === who : person.id === id))
  if (!one) throw new E_RESERVATION_NOT_FOUND()
  return [one]
}

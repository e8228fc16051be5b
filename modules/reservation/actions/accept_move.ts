import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { E_RESERVATION_MOVED_ON } from '../errors.js'
import type { ClosureParty } from '../queries/closure_parties.js'
import { move, seatsOf } from './change_reservation.js'
import { lockSlots, type ClaimedSlot } from './claim_seat.js'
import { freeSeats } from './free_seats.js'
import { lockClosureParty } from './lock_closure_party.js'
import { lockParty } from './lock_reservation.js'
import { mailVisit } from './mail_visit.js'

/**
 * Moves a party to the time that is held for them. The seats of the hold become
 * theirs without being free in between, so this cannot fail for want of a seat;
 * a 受付番号 of the new day is theirs, the アクセスキー stays. Accepted twice
 * it is done once.
 *
 * @throws E_RESERVATION_MOVED_ON when the hold has run out, or nobody is to come there any more
 */
export async function acceptMove(closureId: string, partyId: string) {
  const party = await lockClosureParty(closureId, partyId)
  if (party.standing === 'moved') return
  if (party.standing !== 'waiting') throw new E_RESERVATION_MOVED_ON()
  const moving = (await lockParty(party.reservationId)).filter(
    ({ counterId, visitDate }) => counterId === party.counterId && visitDate === party.visitDate
  )
  const held = await takeHold(party)
  if (held.length < moving.length) throw new E_RESERVATION_MOVED_ON()

  const ids = moving.map(({ id }) => id)
  await lockSlots([...(await seatsOf(ids)), ...(await seatsOf(held.map(({ id }) => id)))])
  await freeSeats(ids)
  for (const [i, reservation] of moving.entries()) {
    await move(reservation, held[i], await leaveSeats(held[i].id))
  }
  await freeSeats(held.slice(moving.length).map(({ id }) => id))
  await mailVisit('changed', ids)
}

/** Ends a hold without freeing what it occupies. @returns everybody's, in the order of the party */
async function takeHold({ closureId, partyId }: ClosureParty): Promise<ClaimedSlot[]> {
  const { rows } = await db.rawQuery(
    `WITH held AS (
       SELECT h.id
         FROM closure_parties p
         JOIN reservations first ON first.municipality_id = p.municipality_id AND first.id = p.hold_id
         JOIN reservations h ON h.municipality_id = p.municipality_id AND h.party_id = first.party_id
        WHERE p.municipality_id = :municipality AND p.closure_id = :closure AND p.party_id = :party
          AND h.state = 'held' AND h.hold_expires_at > now()
          FOR NO KEY UPDATE OF h
     )
     UPDATE reservations r SET state = 'lapsed', hold_expires_at = NULL, settled_at = now()
       FROM held
      WHERE r.municipality_id = :municipality AND r.id = held.id
      RETURNING r.id, r.counter_id AS "counterId", r.visit_date::text AS "visitDate", r.party_position AS position`,
    { municipality: tenancy.current().municipalityId, closure: closureId, party: partyId }
  )
  return rows.sort((a: { position: number }, b: { position: number }) => a.position - b.position)
}

/** Takes the seats of a hold, which stay claimed for who moves there. @returns their slots, in order of time */
async function leaveSeats(holdId: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `WITH seats AS (
       DELETE FROM reservation_seats WHERE municipality_id = :municipality AND reservation_id = :hold
       RETURNING slot_id
     )
     SELECT s.id FROM seats JOIN slots s ON s.municipality_id = :municipality AND s.id = seats.slot_id
      ORDER BY s.starts_at`,
    { municipality: tenancy.current().municipalityId, hold: holdId }
  )
  return rows.map(({ id }: { id: string }) => id)
}

import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { pickUpOfReservation } from '../bookable_window.js'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { moveToken } from '../move_token.js'
import type { ClosureParty } from '../queries/closure_parties.js'
import { findHold } from '../queries/find_hold.js'
import { procedureType } from '../queries/procedure_types.js'
import { weekOfSlots } from '../queries/week_of_slots.js'
import { desksAtOnce, visitStarts, type VisitStart } from '../visit_starts.js'
import { holdSlot } from './hold_slot.js'
import { lockClosureParty } from './lock_closure_party.js'
import { mailMove } from './mail_move.js'

/** For how long after the old day a new one is looked for. */
const DAYS_AROUND = 28

/** Starts that are tried before nothing is offered: each was free a moment ago. */
const MOST_TRIES = 50

export interface MoveTerms {
  /** Where they may be moved to. */
  counterIds: string[]
  /** How long the new seats are held once the mail may leave. */
  hours: number
}

/**
 * Offers a party of a closure the free time nearest to theirs, everybody
 * together, as held seats, and writes to them; where there is none, that their
 * visit cannot take place. Their reservation stays until they accept. Who has
 * an offer, declined or moved is left alone, so it can run again at any time.
 *
 * @param after the moment the mail may leave
 * @returns whether seats are held for them by this
 */
export async function offerMove(
  municipality: Municipality,
  closureId: string,
  partyId: string,
  terms: MoveTerms,
  after?: Date
): Promise<boolean> {
  const party = await lockClosureParty(closureId, partyId)
  if (party.standing !== 'open' && party.standing !== 'missed') return false
  const token = moveToken(closureId, partyId, party.offers + 1)
  const found = await holdNearest(party, token, terms, after)
  const hold = found ? await findHold(token) : undefined
  const written = (hold || !party.written) && (await mailMove(municipality, party, hold, after))
  await db.rawQuery(
    `UPDATE closure_parties
        SET hold_id = coalesce(:hold::uuid, hold_id), offers = offers + :made,
            written_at = CASE WHEN :written THEN now() ELSE written_at END
      WHERE municipality_id = :municipality AND closure_id = :closure AND party_id = :party`,
    {
      hold: hold?.reservationId ?? null,
      made: hold ? 1 : 0,
      written,
      municipality: tenancy.current().municipalityId,
      closure: closureId,
      party: partyId,
    } as any
  )
  if (!hold) return false
  await audit.record({
    action: 'reservation.offer_move',
    subject: { type: 'reservation', id: party.reservationId },
    detail: { persons: party.persons },
  })
  return true
}

async function holdNearest(
  party: ClosureParty,
  token: string,
  terms: MoveTerms,
  after = new Date()
) {
  const { procedureTypeId, persons, consecutive } = party
  const wanted = { persons, consecutive: consecutive && persons > 1 }
  const untilWritten = Math.max(0, DateTime.fromJSDate(after).diffNow('minutes').minutes)
  const starts = await nearestStarts(party, terms.counterIds)
  const roomy = starts.filter(({ free }) => free >= desksAtOnce(wanted))
  for (const { id: slotId, startsAt } of roomy.slice(0, MOST_TRIES)) {
    const minutes = Math.min(
      terms.hours * 60 + untilWritten,
      DateTime.fromJSDate(startsAt).diffNow('minutes').minutes
    )
    try {
      await holdSlot({
        ...{ slotId, procedureTypeId, party: wanted, token },
        ...{ minutes: Math.floor(minutes), isNew: false },
      })
      return true
    } catch (error) {
      if (!(error instanceof E_SLOT_UNAVAILABLE)) throw error
    }
  }
  return false
}

/**
 * From tomorrow on, so that there is time to read of it, and while what they
 * come for is kept; the nearest to what they had first.
 */
async function nearestStarts(party: ClosureParty, counterIds: string[]): Promise<VisitStart[]> {
  const tomorrow = DateTime.now().setZone('Asia/Tokyo').startOf('day').plus({ days: 1 })
  const old = DateTime.fromISO(party.visitDate, { zone: 'Asia/Tokyo' })
  const from = DateTime.max(tomorrow, old.minus({ days: DAYS_AROUND }))
  const until = DateTime.max(tomorrow, old).plus({ days: DAYS_AROUND })
  const kept = (await pickUpOfReservation(party.reservationId, party))?.window?.until
  const keptUntil = kept ? DateTime.fromISO(kept, { zone: 'Asia/Tokyo' }).plus({ days: 1 }) : until
  const range = [from.toISODate()!, DateTime.min(until, keptUntil).toISODate()!] as const
  const type = await procedureType(party.procedureTypeId)
  const starts: VisitStart[] = []
  for (const counterId of counterIds) {
    starts.push(...visitStarts(await weekOfSlots(counterId, ...range, type?.id), counterId, type))
  }
  const distance = ({ startsAt }: VisitStart) => Math.abs(+startsAt - +party.startsAt)
  return starts.filter(({ fits, past }) => fits && !past).sort((a, b) => distance(a) - distance(b))
}

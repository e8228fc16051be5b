import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { keyedHash } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import type { BookableDays } from '../booking_rules.js'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { planVisit, type Party, type Visit } from '../queries/plan_visit.js'
import { claimSeats, unclaimSeats, type ClaimedSlot } from './claim_seat.js'

/**
 * Holds the seats of a visit, of everybody who comes or of nobody, while a resident fills in the form (仮押さえ). The
 * token is made by the page that offers the slot, so that a form sent twice
 * holds once.
 *
 * @param input.procedureTypeId what the visit is for; null where the municipality asks nobody
 * @param input.party who comes; one person when left out
 * @param input.token the resident's secret for this booking; only its hash is stored
 * @param input.minutes how long the seats are kept
 * @param input.days the days residents may book; any when left out
 * @throws E_SLOT_UNAVAILABLE
 */
export async function holdSlot(input: {
  slotId: string
  procedureTypeId?: string | null
  party?: Party
  token: string
  minutes: number
  days?: BookableDays
}) {
  const tokenHash = keyedHash('hold token', input.token)
  const visit = await planVisit({ ...input, procedureTypeId: input.procedureTypeId ?? null })
  const slot = await claimUnlessHeld(visit, tokenHash, input.days)
  if (!slot) return

  const first = await insertHold(slot, visit, 1, { ...input, tokenHash })
  if (!first) return unclaimSeats(visit)
  for (let position = 2; position <= visit.persons.length; position++) {
    await insertHold(slot, visit, position, { ...input, tokenHash, partyId: first.partyId })
  }
  await audit.record({
    action: 'reservation.hold',
    subject: { type: 'reservation', id: first.id },
    detail: { slot: slot.id, persons: visit.persons.length },
  })
}

/** One person's hold. @returns nothing for the first one when the form's first copy was faster */
async function insertHold(
  slot: ClaimedSlot,
  visit: Visit,
  position: number,
  input: { tokenHash: Buffer; minutes: number; party?: Party; partyId?: string }
): Promise<{ id: string; partyId: string } | undefined> {
  const slotIds = visit.persons[position - 1]
  const { rows } = await db.rawQuery(
    `WITH held AS (
       INSERT INTO reservations
         (municipality_id, slot_id, counter_id, visit_date, procedure_type_id, party_id,
          party_position, consecutive, state, hold_token_hash, hold_expires_at)
       VALUES (?, ?, ?, ?, ?, coalesce(?::uuid, uuidv7()), ?, ?, 'held', ?, now() + make_interval(mins => ?))
       ON CONFLICT (municipality_id, hold_token_hash, party_position) DO NOTHING
       RETURNING municipality_id, id, party_id
     ), seated AS (
       INSERT INTO reservation_seats (municipality_id, reservation_id, slot_id)
       SELECT municipality_id, id, unnest(?::uuid[]) FROM held
     )
     SELECT id, party_id AS "partyId" FROM held`,
    [
      tenancy.current().municipalityId,
      ...[slotIds[0], slot.counterId, slot.visitDate, visit.procedureTypeId],
      ...[input.partyId ?? null, position, input.party?.consecutive ?? false],
      ...[input.tokenHash, input.minutes, slotIds],
    ] as any[]
  )
  return rows[0]
}

/** Nothing when the time is full because the form's first copy took the last seat. */
async function claimUnlessHeld(visit: Visit, tokenHash: Buffer, days?: BookableDays) {
  try {
    return await claimSeats(visit, { days, isNew: true })
  } catch (error) {
    if (error instanceof E_SLOT_UNAVAILABLE && (await isHeld(tokenHash))) return undefined
    throw error
  }
}

async function isHeld(tokenHash: Buffer) {
  const { rows } = await db.rawQuery(
    'SELECT 1 FROM reservations WHERE municipality_id = ? AND hold_token_hash = ?',
    [tenancy.current().municipalityId, tokenHash] as any[]
  )
  return rows.length > 0
}

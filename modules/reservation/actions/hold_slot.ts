import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { keyedHash } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import type { BookableDays } from '../booking_rules.js'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { planVisit, type Visit } from '../queries/plan_visit.js'
import { claimSeats, unclaimSeats, type ClaimedSlot } from './claim_seat.js'

/**
 * Holds the seats of a visit while a resident fills in the form (仮押さえ). The
 * token is made by the page that offers the slot, so that a form sent twice
 * holds once.
 *
 * @param input.procedureTypeId what the visit is for; null where the municipality asks nobody
 * @param input.token the resident's secret for this booking; only its hash is stored
 * @param input.minutes how long the seats are kept
 * @param input.days the days residents may book; any when left out
 * @throws E_SLOT_UNAVAILABLE
 */
export async function holdSlot(input: {
  slotId: string
  procedureTypeId?: string | null
  token: string
  minutes: number
  days?: BookableDays
}) {
  const tokenHash = keyedHash('hold token', input.token)
  const visit = await planVisit({ ...input, procedureTypeId: input.procedureTypeId ?? null })
  const slot = await claimUnlessHeld(visit, tokenHash, input.days)
  if (!slot) return

  const id = await insertHold(slot, visit, tokenHash, input.minutes)
  if (!id) return unclaimSeats(visit)
  await audit.record({
    action: 'reservation.hold',
    subject: { type: 'reservation', id },
    detail: { slot: slot.id },
  })
}

/** @returns nothing when the form's first copy was faster */
async function insertHold(slot: ClaimedSlot, visit: Visit, tokenHash: Buffer, minutes: number) {
  const { rows } = await db.rawQuery(
    `WITH held AS (
       INSERT INTO reservations
         (municipality_id, slot_id, counter_id, visit_date, procedure_type_id, state, hold_token_hash, hold_expires_at)
       VALUES (?, ?, ?, ?, ?, 'held', ?, now() + make_interval(mins => ?))
       ON CONFLICT (municipality_id, hold_token_hash) DO NOTHING
       RETURNING municipality_id, id
     ), seated AS (
       INSERT INTO reservation_seats (municipality_id, reservation_id, slot_id)
       SELECT municipality_id, id, unnest(?::uuid[]) FROM held
     )
     SELECT id FROM held`,
    [
      tenancy.current().municipalityId,
      ...[slot.id, slot.counterId, slot.visitDate, visit.procedureTypeId],
      tokenHash,
      minutes,
      visit.persons[0],
    ] as any[]
  )
  return rows[0]?.id as string | undefined
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

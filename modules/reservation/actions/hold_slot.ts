import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { keyedHash } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import type { BookableDays } from '../booking_rules.js'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { claimSeat, freeSeat } from './claim_seat.js'

/**
 * Holds a seat while a resident fills in the form (仮押さえ). The token is made
 * by the page that offers the slot, so that a form sent twice holds one seat.
 *
 * @param input.token the resident's secret for this booking; only its hash is stored
 * @param input.minutes how long the seat is kept
 * @param input.days the days residents may book; any when left out
 * @throws E_SLOT_UNAVAILABLE
 */
export async function holdSlot(input: {
  slotId: string
  token: string
  minutes: number
  days?: BookableDays
}) {
  const tokenHash = keyedHash('hold token', input.token)
  const slot = await claimUnlessHeld(input, tokenHash)
  if (!slot) return

  const { rows } = await db.rawQuery(
    `INSERT INTO reservations
       (municipality_id, slot_id, counter_id, visit_date, state, hold_token_hash, hold_expires_at)
     VALUES (?, ?, ?, ?, 'held', ?, now() + make_interval(mins => ?))
     ON CONFLICT (municipality_id, hold_token_hash) DO NOTHING
     RETURNING id`,
    [
      tenancy.current().municipalityId,
      ...[slot.id, slot.counterId, slot.visitDate],
      tokenHash,
      input.minutes,
    ] as any[]
  )
  if (!rows[0]) return freeSeat(slot.id)
  await audit.record({
    action: 'reservation.hold',
    subject: { type: 'reservation', id: rows[0].id },
    detail: { slot: slot.id },
  })
}

/** Nothing when the slot is full because the form's first copy took the last seat. */
async function claimUnlessHeld(
  { slotId, days }: { slotId: string; days?: BookableDays },
  tokenHash: Buffer
) {
  try {
    return await claimSeat(slotId, days)
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

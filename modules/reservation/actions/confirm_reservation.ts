import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { keyedHash } from '#app/exchange/main'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { accessKeyFor, accessKeyHash } from '../access_key.js'
import { reservationMade } from '../api.js'
import { admit } from '../booker.js'
import { openDraft, type Draft } from '../draft.js'
import { E_FORM_NOT_FILLED_IN, E_HOLD_UNKNOWN } from '../errors.js'
import { planVisit } from '../queries/plan_visit.js'
import { claimSeats, seatReservation } from './claim_seat.js'
import { nextReceptionNumber } from './next_reception_number.js'

export type Answers = { oldCard?: 'no' | 'yes' }

/**
 * Turns a hold into a reservation and gives it its 受付番号 and アクセスキー.
 * Sent twice it answers the same without booking again. A hold whose time is
 * over is confirmed all the same while its seat, or another one of the slot,
 * is free: the resident was slow, nobody else came.
 *
 * @param items what was filled in; what the hold's draft says when left out
 * @returns the items of the reservation this call made, or nothing when it was made before
 * @throws E_HOLD_UNKNOWN when no hold belongs to the token
 * @throws E_FORM_NOT_FILLED_IN when nothing was filled in yet
 * @throws whatever the module that knows people answers somebody who may not book
 * @throws E_SLOT_UNAVAILABLE when the hold has lapsed and the slot is full by now
 */
export async function confirmReservation(token: string, items?: Draft): Promise<Draft | undefined> {
  const held = await lockHold(token)
  if (!held) throw new E_HOLD_UNKNOWN()
  if (held.state !== 'held' && held.state !== 'lapsed') return undefined
  const confirmed = items ?? openDraft(held.draft)
  if (!confirmed) throw new E_FORM_NOT_FILLED_IN()
  /** Staff book for anybody who calls; an ID they are told counts like one that is typed. */
  if (!items || items.booker) await admit(confirmed.booker ?? null)
  if (held.state === 'lapsed') await seatAgain(held)

  const receptionNumber = await nextReceptionNumber(held.counter_id, held.visit_date)
  await db.rawQuery(
    `UPDATE reservations
        SET state = 'reserved', hold_expires_at = NULL, draft = NULL, reserved_at = now(),
            reception_number = ?, issued_numbers = ARRAY[?::int], access_key_hash = ?, answers = ?,
            booker_id = ?
      WHERE municipality_id = ? AND id = ? AND state IN ('held', 'lapsed')`,
    [
      receptionNumber,
      receptionNumber,
      accessKeyHash(accessKeyFor(token)),
      JSON.stringify({ oldCard: confirmed.old_card } satisfies Answers),
      confirmed.booker ?? null,
      tenancy.current().municipalityId,
      held.id,
    ] as any[]
  )
  await audit.record({
    action: 'reservation.confirm',
    subject: { type: 'reservation', id: held.id },
    detail: { receptionNumber },
  })
  publish(reservationMade, {
    reservationId: held.id,
    counterId: held.counter_id,
    visitDate: held.visit_date,
    receptionNumber,
  })
  return confirmed
}

async function lockHold(token: string) {
  const { rows } = await db.rawQuery(
    `SELECT id, state, draft, slot_id, procedure_type_id, counter_id,
            visit_date::text AS visit_date
       FROM reservations
      WHERE municipality_id = ? AND hold_token_hash = ?
        FOR UPDATE`,
    [tenancy.current().municipalityId, keyedHash('hold token', token)] as any[]
  )
  return rows[0]
}

async function seatAgain(lapsed: {
  id: string
  slot_id: string
  procedure_type_id: string | null
}) {
  const visit = await planVisit({
    slotId: lapsed.slot_id,
    procedureTypeId: lapsed.procedure_type_id,
  })
  await claimSeats(visit)
  await seatReservation(lapsed.id, visit.persons[0])
}

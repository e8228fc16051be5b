import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { keyedHash } from '#app/exchange/main'
import type { Draft } from '../draft.js'
import { confirmReservation } from './confirm_reservation.js'
import { holdSlot } from './hold_slot.js'

/**
 * Books on behalf of a resident on the phone or at the counter (R47): the
 * same seat, the same number and key as on the resident's own way, with the
 * operator's name to it.
 *
 * @param input.token made by the page, so that a form sent twice books once
 * @returns the reservation's id
 * @throws E_SLOT_UNAVAILABLE
 */
export async function bookByProxy(input: {
  slotId: string
  procedureTypeId?: string | null
  token: string
  items: Draft
  staffId: string
}): Promise<string> {
  const { slotId, procedureTypeId, token } = input
  await holdSlot({ slotId, procedureTypeId, token, minutes: 1 })
  await confirmReservation(token, input.items)
  const { rows } = await db.rawQuery(
    `UPDATE reservations SET booked_by = ? WHERE municipality_id = ? AND hold_token_hash = ?
     RETURNING id`,
    [input.staffId, tenancy.current().municipalityId, keyedHash('hold token', input.token)] as any[]
  )
  await audit.record({
    action: 'reservation.book_by_proxy',
    subject: { type: 'reservation', id: rows[0].id },
  })
  return rows[0].id
}

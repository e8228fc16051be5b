import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { keyedHash } from '#app/exchange/main'
import type { FieldValues } from '@madoguchi/module-kit'
import { mustFit, pickUpOf, type WindowReason } from '../bookable_window.js'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { findSlot } from '../queries/find_slot.js'
import type { Party } from '../queries/plan_visit.js'
import { confirmReservation } from './confirm_reservation.js'
import { holdSlot } from './hold_slot.js'
import { noteWindowReason } from './note_window_reason.js'

/**
 * Books on behalf of a resident on the phone or at the counter (R47): the
 * same seat, the same number and key as on the resident's own way, with the
 * operator's name to it.
 *
 * @param input.token made by the page, so that a form sent twice books once
 * @returns the reservation's id, of a party's first one, and whether a mail of it is on its way
 * @throws E_SLOT_UNAVAILABLE
 * @throws E_OUTSIDE_WINDOW or E_NOTHING_TO_BOOK when the card is not to be had there and then, and no reason is given
 * @throws whatever the module that knows people answers somebody who may not book
 */
export async function bookByProxy(input: {
  slotId: string
  procedureTypeId?: string | null
  /** Who comes; one person when left out. */
  party?: Party
  token: string
  /** What staff filled in. */
  values: FieldValues
  /** Whom a module knows by the ID that was said. */
  bookerId?: string
  /** Why it is to be although the card is not to be had there and then. */
  windowReason?: WindowReason
  /** What they come for, where they said it. */
  linkCode?: string
  staffId: string
}): Promise<{ id: string; mailed: boolean }> {
  const { slotId, procedureTypeId = null, party, token, windowReason } = input
  const slot = await findSlot(slotId)
  if (!slot) throw new E_SLOT_UNAVAILABLE()
  const asking = { booker: input.bookerId, linkCode: input.linkCode }
  const pickUp = await pickUpOf(asking, { ...slot, procedureTypeId })
  if (!windowReason) mustFit(pickUp)
  await holdSlot({ slotId, procedureTypeId, party, token, minutes: 1 })
  const made = await confirmReservation(token, {
    filled: { values: input.values, ...asking },
  })
  const { rows } = await db.rawQuery(
    `UPDATE reservations SET booked_by = ? WHERE municipality_id = ? AND hold_token_hash = ?
     RETURNING id, party_position AS position`,
    [input.staffId, tenancy.current().municipalityId, keyedHash('hold token', token)] as any[]
  )
  const booked = rows.sort((a: any, b: any) => a.position - b.position)
  const ids = booked.map(({ id }: { id: string }) => id)
  if (pickUp && !pickUp.fits) await noteWindowReason(ids, windowReason!)
  for (const id of ids) {
    await audit.record({
      action: 'reservation.book_by_proxy',
      subject: { type: 'reservation', id },
      detail: { ...(pickUp?.fits === false && { windowReason }) },
    })
  }
  return { id: booked[0].id, mailed: made?.mailed ?? false }
}

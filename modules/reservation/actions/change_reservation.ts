import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { publish } from '#app/module_system/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { reservationChanged } from '../api.js'
import { mustFit, pickUpOfReservation, type WindowReason } from '../bookable_window.js'
import { bookingRules, checkDeadline } from '../booking_rules.js'
import { E_RESERVATION_MOVED_ON, E_SLOT_UNAVAILABLE } from '../errors.js'
import { findSlot } from '../queries/find_slot.js'
import { planVisit, type Visit } from '../queries/plan_visit.js'
import { claimSeats, desksOf, lockSlots, seatReservation, type ClaimedSlot } from './claim_seat.js'
import { drawDelay, freeSeats } from './free_seats.js'
import { lockParty, lockReservation, type LockedReservation } from './lock_reservation.js'
import { mailVisit } from './mail_visit.js'
import { nextReceptionNumber } from './next_reception_number.js'
import { noteWindowReason } from './note_window_reason.js'
import { START_OF_SLOT } from '../visit_time.js'

/**
 * Moves a reservation, or those of its whole party, to another time: the new
 * seats are taken and the old ones freed in one transaction, or nothing
 * changes (R36). The 受付番号 stays unless the counter or the day changes,
 * because it counts within these.
 *
 * @param input.boundBy whose days and deadline count; nobody's for staff
 * @throws E_SLOT_UNAVAILABLE when a new seat is missing
 * @throws E_RESERVATION_NOT_FOUND
 * @throws E_RESERVATION_MOVED_ON
 * @throws E_DEADLINE_PASSED
 * @throws E_OUTSIDE_WINDOW or E_NOTHING_TO_BOOK when what the booker comes for is not there then, and no reason is given
 */
export async function changeReservation(input: {
  id: string
  toSlotId: string
  wholeParty?: boolean
  boundBy?: Pick<Municipality, 'settings'>
  /** Why staff move it to where or when the card is not to be had. */
  windowReason?: WindowReason
}) {
  const moving = input.wholeParty
    ? await lockParty(input.id)
    : [await lockReservation(input.id, ['reserved'])]
  for (const { started, visitDate, counterRules } of moving) {
    if (started) throw new E_RESERVATION_MOVED_ON()
    if (input.boundBy) {
      checkDeadline(bookingRules(input.boundBy, counterRules), visitDate, 'change')
    }
  }
  if (moving.length === 1 && moving[0].slotId === input.toSlotId) return

  const misses = await whoMisses(moving, input)
  const visit = await planVisit({
    slotId: input.toSlotId,
    procedureTypeId: moving[0].procedureTypeId,
    party: { persons: moving.length, consecutive: moving.length > 1 && moving[0].consecutive },
  })
  const slot = await swapSeats(moving, visit, input.boundBy)
  for (const [i, reservation] of moving.entries()) await move(reservation, slot, visit.persons[i])
  await noteWindowReason(misses, input.windowReason ?? null)
  await mailVisit(
    'changed',
    moving.map(({ id }) => id)
  )
}

/**
 * Those of them who would not find their card there and then.
 *
 * @throws E_OUTSIDE_WINDOW or E_NOTHING_TO_BOOK when that may not be
 */
async function whoMisses(
  moving: LockedReservation[],
  { toSlotId, windowReason }: { toSlotId: string; windowReason?: WindowReason }
): Promise<string[]> {
  const wanted = await findSlot(toSlotId)
  if (!wanted) throw new E_SLOT_UNAVAILABLE()
  const misses = []
  for (const { id, procedureTypeId } of moving) {
    const pickUp = await pickUpOfReservation(id, { ...wanted, procedureTypeId })
    if (!windowReason) mustFit(pickUp)
    if (pickUp?.fits === false) misses.push(id)
  }
  return misses
}

/** Locks old and new slots together first, so that two changes crossing each other never wait in a circle. */
async function swapSeats(
  moving: LockedReservation[],
  visit: Visit,
  boundBy?: Pick<Municipality, 'settings'>
) {
  const ids = moving.map(({ id }) => id)
  await lockSlots([...(await seatsOf(ids)), ...visit.persons.flat()])
  await freeSeats(ids, { after: await drawDelay(), again: desksOf(visit) })
  return claimSeats(visit, { boundBy })
}

/** Seats somebody at desks claimed for them, and says so everywhere it is known. */
export async function move(reservation: LockedReservation, slot: ClaimedSlot, slotIds: string[]) {
  const { id } = reservation
  const { counterId, visitDate } = slot
  const receptionNumber = await numberIn(slot, reservation)
  await seatReservation(id, slotIds)
  await db.rawQuery(
    `UPDATE reservations
        SET slot_id = ?, counter_id = ?, visit_date = ?, starts_at = ${START_OF_SLOT},
            reception_number = ?, window_reason = NULL,
            issued_numbers = CASE WHEN ? = ANY (issued_numbers) THEN issued_numbers
                                  ELSE issued_numbers || ?::int END
      WHERE municipality_id = ? AND id = ? AND state = 'reserved'`,
    [
      ...[slotIds[0], counterId, visitDate],
      ...[tenancy.current().municipalityId, slotIds[0]],
      ...[receptionNumber, receptionNumber, receptionNumber],
      ...[tenancy.current().municipalityId, id],
    ]
  )
  await audit.record({
    action: 'reservation.change',
    subject: { type: 'reservation', id },
    detail: { fromSlot: reservation.slotId, toSlot: slotIds[0], receptionNumber },
  })
  publish(reservationChanged, { reservationId: id, counterId, visitDate, receptionNumber })
}

/** The slots reservations occupy. */
export async function seatsOf(reservationIds: string[]): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT slot_id FROM reservation_seats
      WHERE municipality_id = ? AND reservation_id = ANY (?::uuid[])`,
    [tenancy.current().municipalityId, reservationIds] as any[]
  )
  return rows.map((row: { slot_id: string }) => row.slot_id)
}

async function numberIn(slot: ClaimedSlot, reservation: LockedReservation) {
  const sameQueue =
    slot.counterId === reservation.counterId && slot.visitDate === reservation.visitDate
  return sameQueue
    ? reservation.receptionNumber
    : nextReceptionNumber(slot.counterId, slot.visitDate)
}

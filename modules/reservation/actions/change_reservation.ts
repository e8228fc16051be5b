import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { reservationChanged } from '../api.js'
import type { BookableDays } from '../booking_rules.js'
import { E_RESERVATION_MOVED_ON } from '../errors.js'
import { planVisit } from '../queries/plan_visit.js'
import { claimSeats, lockSlots, seatReservation, type ClaimedSlot } from './claim_seat.js'
import { freeSeats } from './free_seats.js'
import { lockReservation, type LockedReservation } from './lock_reservation.js'
import { nextReceptionNumber } from './next_reception_number.js'

/**
 * Moves a reservation to another slot: the new seat is taken and the old one
 * freed in one transaction, or nothing changes (R36). The 受付番号 stays unless
 * the counter or the day changes, because it counts within these.
 *
 * @throws E_SLOT_UNAVAILABLE when the new slot has no seat
 * @throws E_RESERVATION_NOT_FOUND
 * @throws E_RESERVATION_MOVED_ON
 */
export async function changeReservation(input: {
  id: string
  toSlotId: string
  days?: BookableDays
}) {
  const reservation = await lockReservation(input.id, ['reserved'])
  if (reservation.started) throw new E_RESERVATION_MOVED_ON()
  if (reservation.slotId === input.toSlotId) return

  const slot = await swapSeats(reservation, input.toSlotId, input.days)
  const receptionNumber = await numberIn(slot, reservation)
  await db.rawQuery(
    `UPDATE reservations
        SET slot_id = ?, counter_id = ?, visit_date = ?, reception_number = ?,
            issued_numbers = CASE WHEN ? = ANY (issued_numbers) THEN issued_numbers
                                  ELSE issued_numbers || ?::int END
      WHERE municipality_id = ? AND id = ? AND state = 'reserved'`,
    [
      ...[slot.id, slot.counterId, slot.visitDate],
      ...[receptionNumber, receptionNumber, receptionNumber],
      ...[tenancy.current().municipalityId, input.id],
    ]
  )
  await audit.record({
    action: 'reservation.change',
    subject: { type: 'reservation', id: input.id },
    detail: { fromSlot: reservation.slotId, toSlot: slot.id, receptionNumber },
  })
  publish(reservationChanged, {
    reservationId: input.id,
    counterId: slot.counterId,
    visitDate: slot.visitDate,
    receptionNumber,
  })
}

/** Locks old and new slots together first, so that two changes crossing each other never wait in a circle. */
async function swapSeats(reservation: LockedReservation, toSlotId: string, days?: BookableDays) {
  const { id, procedureTypeId } = reservation
  const visit = await planVisit({ slotId: toSlotId, procedureTypeId })
  await lockSlots([...(await seatsOf(id)), ...visit.persons.flat()])
  await freeSeats([id])
  const slot = await claimSeats(visit, { days })
  await seatReservation(id, visit.persons[0])
  return slot
}

async function seatsOf(reservationId: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    'SELECT slot_id FROM reservation_seats WHERE municipality_id = ? AND reservation_id = ?',
    [tenancy.current().municipalityId, reservationId]
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

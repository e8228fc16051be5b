import { E_PAGE_NOT_FOUND } from '#app/http/main'
import type { CurrentStaff } from '#app/staff/main'
import { E_RESERVATION_NOT_FOUND } from './errors.js'
import { findReservation, type ReservationFacts } from './queries/find_reservation.js'
import { findSlot, type SlotFacts } from './queries/find_slot.js'
import { staffCounters } from './queries/staff_counters.js'

/** Whether this person works at the counter; people assigned to none are not limited. */
const reaches = (staff: CurrentStaff, counterId: string) =>
  staff.counterIds === null || staff.counterIds.includes(counterId)

/** @throws E_PAGE_NOT_FOUND for a counter of another municipality or that is not this person's (R44) */
export async function findCounterForStaff(id: string, staff: CurrentStaff) {
  const counter = (await staffCounters(staff.counterIds)).find((one) => one.id === id)
  if (!counter) throw new E_PAGE_NOT_FOUND()
  return counter
}

/** @throws E_PAGE_NOT_FOUND for a slot of another municipality or of a counter that is not this person's (R44) */
export async function findSlotForStaff(id: string, staff: CurrentStaff): Promise<SlotFacts> {
  const slot = await findSlot(id)
  if (!slot || !reaches(staff, slot.counterId)) throw new E_PAGE_NOT_FOUND()
  return slot
}

/** @throws E_RESERVATION_NOT_FOUND likewise */
export async function findReservationForStaff(
  id: string,
  staff: CurrentStaff
): Promise<ReservationFacts> {
  const reservation = await findReservation(id)
  if (!reservation || !reaches(staff, reservation.counterId)) throw new E_RESERVATION_NOT_FOUND()
  return reservation
}

/**
 * Somebody who came to a counter without a booking, by the parts of an address.
 *
 * @throws E_RESERVATION_NOT_FOUND likewise, and for somebody who booked
 */
export async function findWalkInForStaff(
  params: { counter?: string; walk_in?: string },
  staff: CurrentStaff
): Promise<ReservationFacts> {
  const reservation = await findReservationForStaff(params.walk_in!, staff)
  if (!reservation.walkIn || reservation.counterId !== params.counter) {
    throw new E_RESERVATION_NOT_FOUND()
  }
  return reservation
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { publish } from '#app/module_system/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { reservationCancelled } from '../api.js'
import { bookingRules, checkDeadline } from '../booking_rules.js'
import { E_RESERVATION_MOVED_ON } from '../errors.js'
import { drawDelay, freeSeats } from './free_seats.js'
import { mailVisit } from './mail_visit.js'
import { lockParty, lockReservation, type LockedReservation } from './lock_reservation.js'

/**
 * Cancels a reservation before its time, or those of its whole party, and
 * frees the seats. Where the municipality had closed, its time may have come.
 *
 * @param input.boundBy whose deadline counts; nobody's for staff
 * @param input.reason why the municipality cancels it; nothing where the resident does
 * @throws E_RESERVATION_NOT_FOUND
 * @throws E_RESERVATION_MOVED_ON when it is cancelled or settled already, or its time has come
 * @throws E_DEADLINE_PASSED
 */
export async function cancelReservation(input: {
  id: string
  wholeParty?: boolean
  boundBy?: Pick<Municipality, 'settings'>
  reason?: string
}) {
  const leaving = input.wholeParty
    ? await lockParty(input.id)
    : [await lockReservation(input.id, ['reserved'])]
  for (const { started, visitDate, counterRules } of leaving) {
    if (started && !input.reason) throw new E_RESERVATION_MOVED_ON()
    if (input.boundBy) {
      checkDeadline(bookingRules(input.boundBy, counterRules), visitDate, 'cancel')
    }
  }
  for (const reservation of leaving) await cancel(reservation)
  await mailVisit(
    input.reason ? 'closure_cancelled' : 'cancelled',
    leaving.map(({ id }) => id),
    { reason: input.reason }
  )
  await freeSeats(
    leaving.map(({ id }) => id),
    { after: await drawDelay() }
  )
}

async function cancel({ id, receptionNumber, slotId, counterId, visitDate }: LockedReservation) {
  await db.rawQuery(
    `UPDATE reservations SET state = 'cancelled', settled_at = now()
      WHERE municipality_id = ? AND id = ? AND state = 'reserved'`,
    [tenancy.current().municipalityId, id]
  )
  await audit.record({
    action: 'reservation.cancel',
    subject: { type: 'reservation', id },
    detail: { receptionNumber, slot: slotId },
  })
  publish(reservationCancelled, { reservationId: id, counterId, visitDate, receptionNumber })
}

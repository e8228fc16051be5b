import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { reservationCancelled } from '../api.js'
import { E_RESERVATION_MOVED_ON } from '../errors.js'
import { freeSeats } from './free_seats.js'
import { lockReservation } from './lock_reservation.js'

/**
 * Cancels a reservation before its time and frees its seats at once.
 *
 * @throws E_RESERVATION_NOT_FOUND
 * @throws E_RESERVATION_MOVED_ON when it is cancelled or settled already, or its time has come
 */
export async function cancelReservation(id: string) {
  const reservation = await lockReservation(id, ['reserved'])
  if (reservation.started) throw new E_RESERVATION_MOVED_ON()
  await db.rawQuery(
    `UPDATE reservations SET state = 'cancelled', settled_at = now()
      WHERE municipality_id = ? AND id = ? AND state = 'reserved'`,
    [tenancy.current().municipalityId, id]
  )
  await freeSeats([id])
  await audit.record({
    action: 'reservation.cancel',
    subject: { type: 'reservation', id },
    detail: { receptionNumber: reservation.receptionNumber, slot: reservation.slotId },
  })
  publish(reservationCancelled, {
    reservationId: id,
    counterId: reservation.counterId,
    visitDate: reservation.visitDate,
    receptionNumber: reservation.receptionNumber,
  })
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { reservationCancelled } from '../api.js'
import { E_RESERVATION_NOT_FOUND } from '../errors.js'
import { lockReservation } from './lock_reservation.js'
import { takeBackCall } from './take_back_call.js'

/**
 * Takes somebody back who was recorded by mistake as having come without a
 * booking. The number is not given again.
 *
 * @throws E_RESERVATION_NOT_FOUND when it is no such record
 * @throws E_RESERVATION_MOVED_ON when somebody took it back before
 */
export async function cancelWalkIn(id: string) {
  const recorded = await lockReservation(id, ['arrived'])
  const { counterId, receptionNumber, visitDate, walkIn } = recorded
  if (!walkIn) throw new E_RESERVATION_NOT_FOUND()
  await db.rawQuery(
    `UPDATE reservations SET state = 'cancelled', settled_at = now()
      WHERE municipality_id = ? AND id = ?`,
    [tenancy.current().municipalityId, id]
  )
  await takeBackCall(id)
  await audit.record({
    action: 'reservation.cancel_walk_in',
    subject: { type: 'reservation', id },
    detail: { receptionNumber },
  })
  publish(reservationCancelled, { reservationId: id, counterId, visitDate, receptionNumber })
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { reservationArrivalUndone, reservationArrived } from '../api.js'
import { E_RESERVATION_MOVED_ON } from '../errors.js'
import { lockReservation, type LockedReservation } from './lock_reservation.js'
import { takeBackCall } from './take_back_call.js'

/**
 * Notes that the resident has come (来場フラグ, R50). A no-show who comes after
 * all is corrected the same way.
 *
 * @param expectedOn ISO date whoever asks found them expected on: somebody else may have changed the day since
 * @throws E_RESERVATION_NOT_FOUND
 * @throws E_RESERVATION_MOVED_ON when somebody marked it before, it is cancelled, or not expected that day any more
 */
export async function markArrival(id: string, expectedOn?: string) {
  const reservation = await lockReservation(id, expectedOn ? ['reserved'] : ['reserved', 'no_show'])
  if (expectedOn && reservation.visitDate !== expectedOn) throw new E_RESERVATION_MOVED_ON()
  await settle(id, 'arrived')
  await audit.record({
    action: 'reservation.mark_arrival',
    subject: { type: 'reservation', id },
    detail: { receptionNumber: reservation.receptionNumber },
  })
  publish(reservationArrived, { ...factOf(reservation), walkIn: false })
}

/**
 * Takes an arrival marked by mistake back, and a call with it. Throws like
 * markArrival. Who came without a booking has none to go back to: that is
 * `cancelWalkIn`.
 */
export async function undoArrival(id: string) {
  const { walkIn, ...reservation } = await lockReservation(id, ['arrived'])
  if (walkIn) throw new E_RESERVATION_MOVED_ON()
  await settle(id, 'reserved')
  await takeBackCall(id)
  await audit.record({ action: 'reservation.undo_arrival', subject: { type: 'reservation', id } })
  publish(reservationArrivalUndone, factOf(reservation))
}

const factOf = ({
  id,
  counterId,
  visitDate,
  receptionNumber,
}: Pick<LockedReservation, 'id' | 'counterId' | 'visitDate' | 'receptionNumber'>) => ({
  ...{ reservationId: id, counterId, visitDate, receptionNumber },
})

async function settle(id: string, state: 'arrived' | 'reserved') {
  await db.rawQuery(
    `UPDATE reservations SET state = ?, settled_at = ${state === 'arrived' ? 'now()' : 'NULL'}
      WHERE municipality_id = ? AND id = ?`,
    [state, tenancy.current().municipalityId, id]
  )
}

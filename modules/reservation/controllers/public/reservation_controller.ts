import type { HttpContext } from '@adonisjs/core/http'
import { isBeforeDeadline } from '../../booking_rules.js'
import { E_RESERVATION_NOT_FOUND } from '../../errors.js'
import { findReservation } from '../../queries/find_reservation.js'
import { reservationOf } from '../../reservation_pass.js'

/** RS8: one reservation as its holder sees it. */
export default class ReservationController {
  async handle({ params, request, response, tenant, view }: HttpContext) {
    const id = reservationOf(tenant.municipality.id, params.pass)
    const reservation = await tenant.run(() => findReservation(id))
    if (!reservation) throw new E_RESERVATION_NOT_FOUND()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/reservation', {
      reservation,
      may: {
        change: isBeforeDeadline(tenant.municipality, reservation.visitDate, 'change'),
        cancel: isBeforeDeadline(tenant.municipality, reservation.visitDate, 'cancel'),
      },
      base: `/${tenant.municipality.slug}/reservations/${params.pass}`,
      done: ['changed', 'cancelled'].find((word) => request.input('done') === word),
    })
  }
}

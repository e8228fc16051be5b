import type { HttpContext } from '@adonisjs/core/http'
import { cancelReservation } from '../../actions/cancel_reservation.js'
import { checkDeadline } from '../../booking_rules.js'
import { E_RESERVATION_NOT_FOUND } from '../../errors.js'
import { findReservation } from '../../queries/find_reservation.js'
import { reservationOf } from '../../reservation_pass.js'

/** RS7: the page only asks; pressing the button cancels. */
export default class CancelController {
  async render({ params, response, tenant, view }: HttpContext) {
    const id = reservationOf(tenant.municipality.id, params.pass)
    const reservation = await tenant.run(() => findReservation(id))
    if (!reservation) throw new E_RESERVATION_NOT_FOUND()
    checkDeadline(tenant.municipality, reservation.visitDate, 'cancel')
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/cancel', {
      reservation,
      base: `/${tenant.municipality.slug}/reservations/${params.pass}`,
    })
  }

  async execute({ params, response, tenant }: HttpContext) {
    const id = reservationOf(tenant.municipality.id, params.pass)
    await tenant.run(async () => {
      const reservation = await findReservation(id)
      if (!reservation) throw new E_RESERVATION_NOT_FOUND()
      checkDeadline(tenant.municipality, reservation.visitDate, 'cancel')
      await cancelReservation(id)
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/reservations/${params.pass}?done=cancelled`)
  }
}

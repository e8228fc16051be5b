import type { HttpContext } from '@adonisjs/core/http'
import { cancelReservation } from '../../actions/cancel_reservation.js'
import { checkDeadline } from '../../booking_rules.js'
import { reservationOf } from '../../reservation_pass.js'
import { findThoseMeant, whoIsMeant } from '../../those_meant.js'

/** RS7: the page only asks; pressing the button cancels. */
export default class CancelController {
  async render({ params, request, response, tenant, view }: HttpContext) {
    const id = reservationOf(tenant.municipality.id, params.pass)
    const who = whoIsMeant(request)
    const leaving = await tenant.run(() => findThoseMeant(id, who))
    for (const { visitDate } of leaving) checkDeadline(tenant.municipality, visitDate, 'cancel')
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/cancel', {
      ...{ leaving, who },
      base: `/${tenant.municipality.slug}/reservations/${params.pass}`,
    })
  }

  async execute({ params, request, response, tenant }: HttpContext) {
    const id = reservationOf(tenant.municipality.id, params.pass)
    const who = whoIsMeant(request)
    await tenant.run(async () => {
      const [first] = await findThoseMeant(id, who)
      await cancelReservation({
        id: first.id,
        wholeParty: who === 'all',
        boundBy: tenant.municipality,
      })
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/reservations/${params.pass}?done=cancelled`)
  }
}

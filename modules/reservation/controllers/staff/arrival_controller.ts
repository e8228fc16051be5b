import type { HttpContext } from '@adonisjs/core/http'
import { markArrival, undoArrival } from '../../actions/mark_arrival.js'
import { findReservationForStaff } from '../../staff_reach.js'

/** 来場フラグ (R50). */
export default class ArrivalController {
  mark(ctx: HttpContext) {
    return this.#settle(ctx, markArrival, 'reservation.staff.arrival_marked')
  }

  undo(ctx: HttpContext) {
    return this.#settle(ctx, undoArrival, 'reservation.staff.arrival_undone')
  }

  async #settle(
    { i18n, params, response, session, staff, tenant }: HttpContext,
    action: (id: string) => Promise<void>,
    message: string
  ) {
    await tenant.run(async () => {
      const { id } = await findReservationForStaff(params.reservation, staff!)
      await action(id)
    })
    session.flash('success', i18n.t(message))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/reservations/${params.reservation}`)
  }
}

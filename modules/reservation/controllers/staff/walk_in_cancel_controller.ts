import type { HttpContext } from '@adonisjs/core/http'
import { cancelWalkIn } from '../../actions/cancel_walk_in.js'
import { findWalkInForStaff } from '../../staff_reach.js'

/** Somebody recorded by mistake is taken back, after being asked once more. */
export default class WalkInCancelController {
  async render({ params, staff, tenant, view }: HttpContext) {
    const reservation = await tenant.run(() => findWalkInForStaff(params, staff!))
    return view.render('reservation::pages/staff/walk_in_cancel', {
      reservation,
      base: `/${tenant.municipality.slug}/staff`,
    })
  }

  async execute({ i18n, params, response, session, staff, tenant }: HttpContext) {
    await tenant.run(async () => {
      const { id } = await findWalkInForStaff(params, staff!)
      await cancelWalkIn(id)
    })
    session.flash('success', i18n.t('reservation.staff.walk_in.cancelled'))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/reservations/${params.walk_in}`)
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { findParty } from '../../queries/find_reservation.js'
import { findReservationForStaff } from '../../staff_reach.js'

/** ST3 予約詳細; that it was looked at is in the audit log (R45). */
export default class ReservationController {
  async handle({ params, staff, tenant, view }: HttpContext) {
    const { reservation, party } = await tenant.run(async () => {
      const found = await findReservationForStaff(params.reservation, staff!)
      await audit.record({
        action: 'reservation.view',
        subject: { type: 'reservation', id: found.id },
      })
      return { reservation: found, party: await findParty(found.id) }
    })
    return view.render('reservation::pages/staff/reservation', {
      reservation,
      party,
      base: `/${tenant.municipality.slug}/staff`,
    })
  }
}

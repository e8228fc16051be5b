import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { fieldSetOf } from '#app/fields/main'
import { findParty } from '../../queries/find_reservation.js'
import { findReservationForStaff } from '../../staff_reach.js'
import { reservationSettings } from '../../settings.js'
import { applicationFields } from '../../subjects.js'

/** ST3 予約詳細; that it was looked at is in the audit log (R45). */
export default class ReservationController {
  async handle({ i18n, params, staff, tenant, view }: HttpContext) {
    const { reservation, party } = await tenant.run(async () => {
      const found = await findReservationForStaff(params.reservation, staff!)
      await audit.record({
        action: 'reservation.view',
        subject: { type: 'reservation', id: found.id },
      })
      return { reservation: found, party: await findParty(found.id) }
    })
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    return view.render('reservation::pages/staff/reservation', {
      reservation,
      rows: fields.rows('staff', reservation.answers, i18n),
      party,
      handlingWords: reservationSettings
        .read(tenant.municipality)
        .handling_words.split('\n')
        .map((word) => word.trim().slice(0, 60))
        .filter(Boolean),
      base: `/${tenant.municipality.slug}/staff`,
    })
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { formatReadableCode } from '#app/exchange/main'
import { fieldSetOf } from '#app/fields/main'
import { bookerNames } from '../../booker.js'
import { findParty } from '../../queries/find_reservation.js'
import { findReservationForStaff } from '../../staff_reach.js'
import { handlingWords } from '../../settings.js'
import { applicationFields } from '../../subjects.js'

/** ST3 予約詳細; that it was looked at is in the audit log (R45). */
export default class ReservationController {
  async handle({ i18n, params, staff, tenant, view }: HttpContext) {
    const { reservation, party, bookers } = await tenant.run(async () => {
      const found = await findReservationForStaff(params.reservation, staff!)
      await audit.record({
        action: 'reservation.view',
        subject: { type: 'reservation', id: found.id },
      })
      return {
        reservation: found,
        party: await findParty(found.id),
        bookers: await bookerNames([found.bookerId], tenant.municipality),
      }
    })
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    return view.render('reservation::pages/staff/reservation', {
      reservation,
      rows: fields.rows('staff', reservation.answers, i18n, {
        hidePersonal: !staff!.can('reservation.view_personal'),
      }),
      party,
      handlingWords: handlingWords(tenant.municipality),
      linkCode: reservation.linkCode && formatReadableCode(reservation.linkCode),
      booker: bookers.get(reservation.bookerId ?? ''),
      base: `/${tenant.municipality.slug}/staff`,
    })
  }
}

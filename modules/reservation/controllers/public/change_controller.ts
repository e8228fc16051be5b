import type { HttpContext } from '@adonisjs/core/http'
import { changeReservation } from '../../actions/change_reservation.js'
import { bookableDays, checkDeadline } from '../../booking_rules.js'
import { calendarPage } from '../../calendar_page.js'
import { E_RESERVATION_NOT_FOUND, E_SLOT_UNAVAILABLE } from '../../errors.js'
import { findReservation } from '../../queries/find_reservation.js'
import { procedureType } from '../../queries/procedure_types.js'
import { findSlot } from '../../queries/find_slot.js'
import { reservationOf } from '../../reservation_pass.js'

/** RS6: another place or time (R36). The old seat is kept until the new one is taken. */
export default class ChangeController {
  async choose({ i18n, params, request, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/reservations/${params.pass}`
    const id = reservationOf(tenant.municipality.id, params.pass)
    const { counter, from } = request.qs()
    const { reservation, page } = await tenant.run(async () => {
      const found = await findReservation(id)
      return {
        reservation: found,
        page: await calendarPage({
          counterCode: String(counter ?? found?.counterCode ?? ''),
          from: String(from ?? found?.visitDate ?? ''),
          type: await procedureType(found?.procedureTypeId ?? null),
          bookable: bookableDays(tenant.municipality),
          href: (slotId) => `${base}/change/${slotId}`,
          i18n,
        }),
      }
    })
    if (!reservation) throw new E_RESERVATION_NOT_FOUND()
    checkDeadline(tenant.municipality, reservation.visitDate, 'change')
    response.header('Cache-Control', 'no-store')
    const url = (code: string | undefined, day: string) =>
      `${base}/change?counter=${code ?? ''}&from=${day}`
    return view.render('reservation::pages/public/change', { reservation, page, url, base })
  }

  async render({ params, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/reservations/${params.pass}`
    const id = reservationOf(tenant.municipality.id, params.pass)
    const { reservation, slot } = await tenant.run(async () => ({
      reservation: await findReservation(id),
      slot: await findSlot(params.slot),
    }))
    if (!reservation) throw new E_RESERVATION_NOT_FOUND()
    if (!slot?.visible || slot.past) throw new E_SLOT_UNAVAILABLE()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/change_check', { reservation, slot, base })
  }

  async execute({ params, response, tenant }: HttpContext) {
    const id = reservationOf(tenant.municipality.id, params.pass)
    const { municipality } = tenant
    await tenant.run(async () => {
      const reservation = await findReservation(id)
      if (!reservation) throw new E_RESERVATION_NOT_FOUND()
      checkDeadline(municipality, reservation.visitDate, 'change')
      await changeReservation({ id, toSlotId: params.slot, days: bookableDays(municipality) })
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/reservations/${params.pass}?done=changed`)
  }
}

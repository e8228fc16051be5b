import type { HttpContext } from '@adonisjs/core/http'
import { changeReservation } from '../../actions/change_reservation.js'
import { bookableDays, checkDeadline } from '../../booking_rules.js'
import { calendarPage } from '../../calendar_page.js'
import { E_SLOT_UNAVAILABLE } from '../../errors.js'
import { procedureType } from '../../queries/procedure_types.js'
import { findSlot } from '../../queries/find_slot.js'
import { reservationOf } from '../../reservation_pass.js'
import { findThoseMeant, whoIsMeant } from '../../those_meant.js'

/** RS6: another place or time (R36), for one person or the whole party. The old seats are kept until the new ones are taken. */
export default class ChangeController {
  async choose({ i18n, params, request, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/reservations/${params.pass}`
    const id = reservationOf(tenant.municipality.id, params.pass)
    const who = whoIsMeant(request)
    const { counter, from } = request.qs()
    const { moving, page } = await tenant.run(async () => {
      const meant = await findThoseMeant(id, who)
      const [first] = meant
      return {
        moving: meant,
        page: await calendarPage({
          counterCode: String(counter ?? first.counterCode),
          from: String(from ?? first.visitDate),
          type: await procedureType(first.procedureTypeId),
          desks: first.consecutive ? 1 : meant.length,
          bookable: bookableDays(tenant.municipality),
          href: (slotId) => `${base}/change/${slotId}${who ? `?who=${who}` : ''}`,
          i18n,
        }),
      }
    })
    for (const { visitDate } of moving) checkDeadline(tenant.municipality, visitDate, 'change')
    response.header('Cache-Control', 'no-store')
    const url = (code: string | undefined, day: string) =>
      `${base}/change?counter=${code ?? ''}&from=${day}${who ? `&who=${who}` : ''}`
    return view.render('reservation::pages/public/change', { moving, who, page, url, base })
  }

  async render({ params, request, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/reservations/${params.pass}`
    const id = reservationOf(tenant.municipality.id, params.pass)
    const who = whoIsMeant(request)
    const { moving, slot } = await tenant.run(async () => ({
      moving: await findThoseMeant(id, who),
      slot: await findSlot(params.slot),
    }))
    if (!slot?.visible || slot.past) throw new E_SLOT_UNAVAILABLE()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/change_check', { moving, who, slot, base })
  }

  async execute({ params, request, response, tenant }: HttpContext) {
    const id = reservationOf(tenant.municipality.id, params.pass)
    const who = whoIsMeant(request)
    await tenant.run(async () => {
      const [first] = await findThoseMeant(id, who)
      await changeReservation({
        id: first.id,
        toSlotId: params.slot,
        wholeParty: who === 'all',
        boundBy: tenant.municipality,
      })
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/reservations/${params.pass}?done=changed`)
  }
}

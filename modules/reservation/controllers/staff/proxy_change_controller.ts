import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { cancelReservation } from '../../actions/cancel_reservation.js'
import { changeReservation } from '../../actions/change_reservation.js'
import { dayMatrix } from '../../day_matrix.js'
import { dayOfSlots } from '../../queries/day_of_slots.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { findReservationForStaff, findSlotForStaff } from '../../staff_reach.js'

/** 代理変更・代理取消 (R47): for somebody on the phone; deadlines bind residents, not the staff. */
export default class ProxyChangeController {
  async choose({ params, request, staff, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/staff`
    const { reservation, counters, slots, date } = await tenant.run(async () => {
      const found = await findReservationForStaff(params.reservation, staff!)
      const asked = DateTime.fromISO(String(request.input('date') ?? found.visitDate))
      const day = asked.isValid ? asked.toISODate()! : found.visitDate
      return {
        reservation: found,
        counters: await staffCounters(staff!.counterIds),
        slots: await dayOfSlots(day, staff!.counterIds),
        date: day,
      }
    })
    const change = `${base}/reservations/${reservation.id}/change`
    return view.render('reservation::pages/staff/change', {
      ...{ reservation, counters, date, base, change },
      rows: dayMatrix(
        slots.filter(({ past }) => !past),
        counters,
        date,
        (slotId) => `${change}/${slotId}`
      ),
    })
  }

  async check({ params, staff, tenant, view }: HttpContext) {
    const { reservation, slot } = await tenant.run(async () => ({
      reservation: await findReservationForStaff(params.reservation, staff!),
      slot: await findSlotForStaff(params.slot, staff!),
    }))
    return view.render('reservation::pages/staff/change_check', {
      ...{ reservation, slot },
      base: `/${tenant.municipality.slug}/staff`,
    })
  }

  change(ctx: HttpContext) {
    return this.#act(ctx, 'reservation.staff.proxy.changed', async (id) => {
      const slot = await findSlotForStaff(ctx.params.slot, ctx.staff!)
      await changeReservation({ id, toSlotId: slot.id })
    })
  }

  async askToCancel({ params, staff, tenant, view }: HttpContext) {
    const reservation = await tenant.run(() => findReservationForStaff(params.reservation, staff!))
    return view.render('reservation::pages/staff/cancel', {
      reservation,
      base: `/${tenant.municipality.slug}/staff`,
    })
  }

  cancel(ctx: HttpContext) {
    return this.#act(ctx, 'reservation.staff.proxy.cancelled', (id) => cancelReservation({ id }))
  }

  async #act(
    { i18n, params, response, session, staff, tenant }: HttpContext,
    message: string,
    action: (id: string) => Promise<void>
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

import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { cancelReservation } from '../../actions/cancel_reservation.js'
import { changeReservation } from '../../actions/change_reservation.js'
import { pickUpOfReservation, WINDOW_REASONS, type PickUp } from '../../bookable_window.js'
import { dayMatrix } from '../../day_matrix.js'
import { dayOfSlots } from '../../queries/day_of_slots.js'
import { staffCounters } from '../../queries/staff_counters.js'
import { findReservationForStaff, findSlotForStaff } from '../../staff_reach.js'
import { proxyChangeValidator } from '../../validators/proxy_validator.js'

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

  async check(ctx: HttpContext) {
    return this.#checkPage(ctx, await this.#wanted(ctx))
  }

  async change(ctx: HttpContext) {
    const { i18n, request, response } = ctx
    const { window_reason: windowReason } = await request.validateUsing(proxyChangeValidator)
    const wanted = await this.#wanted(ctx)
    if (wanted.pickUp?.fits === false && !windowReason) {
      const message = i18n.t('reservation.staff.window.reason_needed')
      response.status(422)
      return this.#checkPage(ctx, wanted, [{ field: 'window_reason', message }])
    }
    return this.#act(ctx, 'reservation.staff.proxy.changed', (id) =>
      changeReservation({ id, toSlotId: wanted.slot.id, windowReason })
    )
  }

  /** What is to move where, and whether the card can be had there. */
  #wanted({ params, staff, tenant }: HttpContext) {
    return tenant.run(async () => {
      const reservation = await findReservationForStaff(params.reservation, staff!)
      const slot = await findSlotForStaff(params.slot, staff!)
      const { id, procedureTypeId } = reservation
      return {
        ...{ reservation, slot },
        pickUp: await pickUpOfReservation(id, { ...slot, procedureTypeId }),
      }
    })
  }

  #checkPage(
    { request, tenant, view }: HttpContext,
    wanted: { pickUp: PickUp | undefined },
    errors: { field: string; message: string }[] = []
  ) {
    return view.render('reservation::pages/staff/change_check', {
      ...{ ...wanted, errors, values: request.all(), windowReasons: WINDOW_REASONS },
      base: `/${tenant.municipality.slug}/staff`,
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

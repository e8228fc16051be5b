import type { HttpContext } from '@adonisjs/core/http'
import { formatReadableCode } from '#app/exchange/main'
import { accessKeyFor } from '../../access_key.js'
import { askedFields } from '../../asked_fields.js'
import { pickUpOf } from '../../bookable_window.js'
import { bookerIdsFor } from '../../booker.js'
import { partyOf } from '../../booking_rules.js'
import { bookByProxy } from '../../actions/book_by_proxy.js'
import { E_CODE_STOPPED, E_RESERVATION_NOT_FOUND } from '../../errors.js'
import { readLinkCode } from '../../link_code.js'
import { chosenTypeId } from '../../queries/procedure_types.js'
import { findParty } from '../../queries/find_reservation.js'
import { findHold } from '../../queries/find_hold.js'
import { findReservationForStaff, findSlotForStaff } from '../../staff_reach.js'
import { proxyValidator } from '../../validators/proxy_validator.js'
import { slotPage, type ProxyForm } from './slot_page.js'

/** 代理予約: booking for somebody on the phone (R47), and the page with number and key to read out or hand over. */
export default class ProxyController {
  async execute(ctx: HttpContext) {
    const { i18n, params, request, response, staff, tenant } = ctx
    const { municipality } = tenant
    const input = await request.validateUsing(proxyValidator)
    const { token, type, persons, manner, booker } = input
    const again = (more: Partial<ProxyForm>) =>
      slotPage(ctx, { token, values: request.all(), ...more })
    const refuse = (
      errors: { field: string; message: string }[],
      more: Partial<ProxyForm> = {}
    ) => {
      response.status(422)
      return again({ errors, ...more })
    }
    const [bookerId, ...others] = booker
      ? await tenant.run(() => bookerIdsFor(booker, municipality))
      : []
    if (booker && (!bookerId || others.length > 0)) {
      return refuse([
        { field: 'booker', message: i18n.t('reservation.staff.proxy.booker_unknown') },
      ])
    }
    const { code: linkCode, wrong } = await tenant.run(() => readLinkCode(input.link_code))
    if (wrong) {
      return refuse([{ field: 'link_code', message: i18n.t(`reservation.link_code.${wrong}`) }])
    }
    const pickUp = await tenant.run(async () => {
      const slot = await findSlotForStaff(params.slot, staff!)
      return pickUpOf(
        { booker: bookerId, linkCode },
        { ...slot, procedureTypeId: await chosenTypeId(type, 'staff') }
      )
    })
    if (input.look && !booker && !linkCode) {
      return refuse([{ field: 'booker', message: i18n.t('reservation.staff.window.id_needed') }])
    }
    if (input.look) return again({ pickUp: pickUp ?? null })
    if (pickUp?.fits === false && !input.window_reason) {
      const message = i18n.t('reservation.staff.window.reason_needed')
      return refuse([{ field: 'window_reason', message }], { pickUp })
    }
    const fields = await askedFields(municipality, { known: bookerId !== undefined })
    const { errors, values } = await fields.read('staff', request.all(), i18n)
    if (errors) return refuse(errors, { pickUp })
    const book = async () => {
      const slot = await findSlotForStaff(params.slot, staff!)
      const procedureTypeId = await chosenTypeId(type, 'staff')
      return bookByProxy({
        ...{ slotId: slot.id, procedureTypeId, token },
        party: partyOf(municipality, { persons, manner }),
        ...{ values, bookerId, linkCode, staffId: staff!.id, windowReason: input.window_reason },
      })
    }
    try {
      const { mailed } = await tenant.run(book)
      return response
        .redirect()
        .status(303)
        .toPath(`/${municipality.slug}/staff/proxy-bookings/${token}${mailed ? '?mailed=1' : ''}`)
    } catch (error) {
      if (!(error instanceof E_CODE_STOPPED)) throw error
      const message = i18n.t('reservation.staff.proxy.code_stopped')
      return refuse([{ field: 'link_code', message }], { pickUp })
    }
  }

  async render({ params, request, staff, tenant, view }: HttpContext) {
    const party = await tenant.run(async () => {
      const hold = await findHold(params.token)
      if (!hold?.justReserved) throw new E_RESERVATION_NOT_FOUND()
      await findReservationForStaff(hold.reservationId, staff!)
      return findParty(hold.reservationId)
    })
    return view.render('reservation::pages/staff/proxy_complete', {
      reservation: party[0],
      party,
      mailed: request.input('mailed') !== undefined,
      accessKey: formatReadableCode(accessKeyFor(params.token)),
      base: `/${tenant.municipality.slug}/staff`,
    })
  }
}

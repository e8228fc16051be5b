import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { bookableDays, type BookableDays } from '../../booking_rules.js'
import { makeBookingToken } from '../../booking_token.js'
import { findSlot, type SlotFacts } from '../../queries/find_slot.js'
import { reservationSettings } from '../../settings.js'

/** The chosen place and time, with the button that holds a seat. */
export default class SlotController {
  async handle({ params, response, tenant, view }: HttpContext) {
    const slot = await tenant.run(() => findSlot(params.slot))
    if (!slot?.visible) throw new E_PAGE_NOT_FOUND()
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/slot', {
      slot,
      bookable: isBookable(slot, bookableDays(tenant.municipality)),
      token: makeBookingToken(),
      settings: reservationSettings.read(tenant.municipality),
    })
  }
}

function isBookable(slot: SlotFacts, { first, last }: BookableDays) {
  return slot.free > 0 && !slot.past && first <= slot.visitDate && slot.visitDate <= last
}

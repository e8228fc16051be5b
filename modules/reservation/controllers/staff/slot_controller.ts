import type { HttpContext } from '@adonisjs/core/http'
import { makeBookingToken } from '../../booking_token.js'
import { slotPage } from './slot_page.js'

/** One slot: who is expected, and the proxy booking form. */
export default class SlotController {
  handle(ctx: HttpContext) {
    return slotPage(ctx, { token: makeBookingToken() })
  }
}

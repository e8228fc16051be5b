import type { HttpContext } from '@adonisjs/core/http'
import { makeBookingToken } from '../../booking_token.js'
import { offerAt } from '../../procedure_type.js'
import { procedureTypes } from '../../queries/procedure_types.js'
import { reservationsOfSlot } from '../../queries/reservations_of_slot.js'
import { reservationSettings } from '../../settings.js'
import { findSlotForStaff } from '../../staff_reach.js'

/** One slot: who is expected, and the proxy booking form. */
export default class SlotController {
  async handle({ params, staff, tenant, view }: HttpContext) {
    const { slot, reservations, types } = await tenant.run(async () => ({
      slot: await findSlotForStaff(params.slot, staff!),
      reservations: await reservationsOfSlot(params.slot),
      types: await procedureTypes('staff'),
    }))
    return view.render('reservation::pages/staff/slot', {
      slot,
      reservations,
      types: types.filter((type) => offerAt(type, slot.counterId).offered),
      base: `/${tenant.municipality.slug}/staff`,
      token: makeBookingToken(),
      settings: reservationSettings.read(tenant.municipality),
    })
  }
}

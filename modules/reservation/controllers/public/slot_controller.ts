import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { fieldSetOf } from '#app/fields/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { bookableDays, type BookableDays } from '../../booking_rules.js'
import { makeBookingToken } from '../../booking_token.js'
import { chosenType, type ProcedureType } from '../../procedure_type.js'
import { findSlot, type SlotFacts } from '../../queries/find_slot.js'
import { procedureTypes } from '../../queries/procedure_types.js'
import { weekOfSlots } from '../../queries/week_of_slots.js'
import { reservationSettings } from '../../settings.js'
import { applicationFields } from '../../subjects.js'
import { visitStarts } from '../../visit_starts.js'

/** The chosen place and time, with the button that holds a seat. */
export default class SlotController {
  async handle({ params, request, response, tenant, view }: HttpContext) {
    const { slot, types, type } = await tenant.run(async () => {
      const found = await findSlot(params.slot)
      const offered = await procedureTypes('residents')
      const chosen = chosenType(offered, request.qs().type)
      return { slot: found && (await asStart(found, chosen)), types: offered, type: chosen }
    })
    if (!slot?.visible) throw new E_PAGE_NOT_FOUND()
    const calendar = `/${tenant.municipality.slug}/calendar?counter=${slot.counterCode}&from=${slot.visitDate}`
    response.header('Cache-Control', 'no-store')
    if (types.length > 0 && !type) return response.redirect().toPath(calendar)
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    return view.render('reservation::pages/public/slot', {
      ...{ slot, type },
      personal: fields.asksForPersonalData(),
      calendar: type ? `${calendar}&type=${type.code}` : calendar,
      bookable: isBookable(slot, bookableDays(tenant.municipality)),
      token: makeBookingToken(),
      settings: reservationSettings.read(tenant.municipality),
    })
  }
}

/** The slot with what is left for a visit of this type that starts in it. */
async function asStart(slot: SlotFacts, type?: ProcedureType): Promise<SlotFacts> {
  if (!type) return slot
  const nextDay = DateTime.fromISO(slot.visitDate).plus({ days: 1 }).toISODate()!
  const slots = await weekOfSlots(slot.counterId, slot.visitDate, nextDay, type.id)
  const start = visitStarts(slots, slot.counterId, type).find(({ id }) => id === slot.id)
  return { ...slot, free: start?.free ?? 0 }
}

function isBookable(slot: SlotFacts, { first, last }: BookableDays) {
  return slot.free > 0 && !slot.past && first <= slot.visitDate && slot.visitDate <= last
}

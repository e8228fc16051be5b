import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf } from '#app/fields/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { bookableDays, bookingRules, reception, type BookingRules } from '../../booking_rules.js'
import { makeBookingToken } from '../../booking_token.js'
import { makeChallenge } from '../../challenge.js'
import { chosenType, type ProcedureType } from '../../procedure_type.js'
import { findSlot, type SlotFacts } from '../../queries/find_slot.js'
import { procedureTypes } from '../../queries/procedure_types.js'
import { startsOfDay } from '../../queries/starts_of_day.js'
import { reservationSettings } from '../../settings.js'
import { applicationFields } from '../../subjects.js'

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
    const token = makeBookingToken()
    const settings = reservationSettings.read(tenant.municipality)
    const rules = bookingRules(tenant.municipality, slot.counterRules)
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    return view.render('reservation::pages/public/slot', {
      ...{ slot, type, rules, reception: reception(rules) },
      personal: fields.asksForPersonalData(),
      calendar: type ? `${calendar}&type=${type.code}` : calendar,
      bookable: isBookable(slot, rules),
      ...{ token, settings },
      challenge: settings.challenge ? await makeChallenge(token) : undefined,
    })
  }
}

/** The slot with what is left for a visit of this type that starts in it. */
async function asStart(slot: SlotFacts, type?: ProcedureType): Promise<SlotFacts> {
  if (!type) return slot
  const starts = await startsOfDay(slot.counterId, slot.visitDate, type)
  return { ...slot, free: starts.find(({ id }) => id === slot.id)?.free ?? 0 }
}

function isBookable(slot: SlotFacts, rules: BookingRules) {
  const { first, last } = bookableDays(rules)
  const bookable = first <= slot.visitDate && slot.visitDate <= last
  return slot.free > 0 && !slot.past && bookable && reception(rules) === 'open'
}

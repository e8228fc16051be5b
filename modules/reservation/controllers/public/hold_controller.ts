import type { HttpContext } from '@adonisjs/core/http'
import { holdSlot } from '../../actions/hold_slot.js'
import { giveUpHold } from '../../actions/give_up_hold.js'
import { askedFields } from '../../asked_fields.js'
import { welcome } from '../../booker.js'
import { partyOf } from '../../booking_rules.js'
import { isSolved, leftToWait, makeWaitTicket, WAIT_SECONDS } from '../../challenge.js'
import { E_HOLD_UNKNOWN } from '../../errors.js'
import { findHold, isConfirmed } from '../../queries/find_hold.js'
import { chosenTypeId } from '../../queries/procedure_types.js'
import { reservationSettings } from '../../settings.js'
import { throttleHolds, throttleWaits } from '../../throttles.js'
import { holdValidator } from '../../validators/hold_validator.js'

/** 仮押さえ: a seat kept for some minutes while the resident fills in the form. */
export default class HoldController {
  async create(ctx: HttpContext) {
    const { request, response, tenant } = ctx
    await throttleHolds(ctx)
    const { slot, token, type, ...asked } = await request.validateUsing(holdValidator)
    const { challenge, hold_minutes: minutes } = reservationSettings.read(tenant.municipality)
    if (challenge && !(await mayPass(ctx, token))) return this.#askToWait(ctx, token)
    await tenant.run(async () =>
      holdSlot({
        slotId: slot,
        procedureTypeId: await chosenTypeId(type, 'residents'),
        party: partyOf(tenant.municipality, asked),
        ...{ token, minutes, boundBy: tenant.municipality },
      })
    )
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/holds/${token}`)
  }

  /** Where a browser brings no solution, its user waits for some seconds; what the form said comes along. */
  #askToWait({ request, response, view }: HttpContext, token: string) {
    const kept = leftToWait(request.input('ticket'), token)
    response.header('Cache-Control', 'no-store')
    return view.render('reservation::pages/public/wait', {
      fields: { ...request.only(['slot', 'token', 'type', 'persons', 'manner']) },
      ticket: kept === undefined ? makeWaitTicket(token) : request.input('ticket'),
      seconds: kept ?? WAIT_SECONDS,
    })
  }

  async render(ctx: HttpContext) {
    const { i18n, params, response, tenant, view } = ctx
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    if (isConfirmed(hold)) return response.redirect().toPath(`${base}/complete`)
    const visitor = await welcome(ctx)
    const fields = await askedFields(tenant.municipality, { known: visitor.as !== 'stranger' })
    response.header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/items', {
      hold,
      base,
      welcome: visitor,
      inputs: fields.inputs('public', i18n, hold.draft?.values),
      personal: fields.asksForPersonalData(),
      values: {},
      errors: [],
    })
  }

  async giveUp({ params, response, tenant }: HttpContext) {
    await tenant.run(() => giveUpHold(params.token))
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/calendar`)
  }
}

/** With the puzzle solved, or after waiting, which one address may do less often. */
async function mayPass(ctx: HttpContext, token: string): Promise<boolean> {
  const { solution, ticket } = ctx.request.all()
  if (await isSolved(solution, token)) return true
  if (leftToWait(ticket, token) !== 0) return false
  await throttleWaits(ctx)
  return true
}

import type { HttpContext } from '@adonisjs/core/http'
import { formatReadableCode } from '#app/exchange/main'
import { holdSlot } from '../../actions/hold_slot.js'
import { giveUpHold } from '../../actions/give_up_hold.js'
import { askedFields } from '../../asked_fields.js'
import { welcome } from '../../booker.js'
import { partyOf } from '../../booking_rules.js'
import { E_HOLD_UNKNOWN } from '../../errors.js'
import { linkCodeUse } from '../../link_code.js'
import { findHold, isConfirmed } from '../../queries/find_hold.js'
import { chosenTypeId } from '../../queries/procedure_types.js'
import { reservationSettings } from '../../settings.js'
import { throttleHolds } from '../../throttles.js'
import { holdValidator } from '../../validators/hold_validator.js'
import { askToWait, mayPass } from './challenge_gate.js'

/** What comes along while somebody waits. */
const FORM = {
  path: 'holds',
  names: ['slot', 'token', 'type', 'persons', 'manner'],
  label: 'reservation.slot.hold',
}

/** 仮押さえ: a seat kept for some minutes while the resident fills in the form. */
export default class HoldController {
  async create(ctx: HttpContext) {
    const { request, response, tenant } = ctx
    await throttleHolds(ctx)
    const { slot, token, type, ...asked } = await request.validateUsing(holdValidator)
    if (!(await mayPass(ctx, token))) return askToWait(ctx, token, FORM)
    const { hold_minutes: minutes } = reservationSettings.read(tenant.municipality)
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
      linkCodeUse: linkCodeUse(tenant.municipality, hold),
      values: { link_code: hold.draft?.linkCode && formatReadableCode(hold.draft.linkCode) },
      errors: [],
    })
  }

  async giveUp({ params, response, tenant }: HttpContext) {
    await tenant.run(() => giveUpHold(params.token))
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/calendar`)
  }
}

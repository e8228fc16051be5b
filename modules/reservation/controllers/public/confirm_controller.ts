import type { HttpContext } from '@adonisjs/core/http'
import { confirmReservation } from '../../actions/confirm_reservation.js'
import { keepDraft } from '../../actions/keep_draft.js'
import { mailAccessKey } from '../../actions/mail_access_key.js'
import { identify, welcome, type Welcome } from '../../booker.js'
import { E_HOLD_UNKNOWN } from '../../errors.js'
import { findHold, isConfirmed } from '../../queries/find_hold.js'
import { reservationSettings } from '../../settings.js'
import { itemsValidator } from '../../validators/items_validator.js'

/** RS3: everything once more before it counts; then the reservation itself. */
export default class ConfirmController {
  /** Takes the form and leads on to the confirmation, an address of its own that the browser's back button can return to. */
  async check(ctx: HttpContext) {
    const { params, request, response, tenant } = ctx
    const settings = reservationSettings.read(tenant.municipality)
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const visitor = await welcome(ctx)
    const [errors, items] = await request.tryValidateUsing(itemsValidator(settings))
    if (errors) return this.#form(ctx, visitor, errors.messages)
    const identified = await identify(ctx, visitor)
    if (!identified) return this.#form(ctx, visitor, [])
    await tenant.run(() => keepDraft(params.token, { ...items, booker: identified.booker?.id }))
    return response.redirect().status(303).toPath(identified.detour ?? `${base}/confirm`)
  }

  async render({ params, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    if (isConfirmed(hold)) return response.redirect().toPath(`${base}/complete`)
    if (!hold.draft) return response.redirect().toPath(base)
    response.header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/confirm', {
      ...{ hold, base, items: hold.draft },
      settings: reservationSettings.read(tenant.municipality),
    })
  }

  async execute({ i18n, params, response, tenant }: HttpContext) {
    const { municipality } = tenant
    const { token } = params
    const mailed = await tenant.run(async () => {
      const items = await confirmReservation(token)
      return items?.email
        ? mailAccessKey({ token, to: items.email, municipality, i18n })
        : false
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${municipality.slug}/holds/${token}/complete${mailed ? '?mailed=1' : ''}`)
  }

  async #form(
    { params, request, response, tenant, view }: HttpContext,
    visitor: Welcome,
    mistakes: { field: string; message: string }[]
  ) {
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    response.status(422).header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/items', {
      hold,
      base: `/${tenant.municipality.slug}/holds/${params.token}`,
      settings: reservationSettings.read(tenant.municipality),
      welcome: visitor,
      /** Nothing wrong with the rest: what was said of oneself opens nothing. */
      refused: mistakes.length === 0,
      values: request.all(),
      errors: Object.fromEntries(mistakes.map(({ field, message }) => [field, message])),
    })
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf } from '#app/fields/main'
import { confirmReservation } from '../../actions/confirm_reservation.js'
import { keepDraft } from '../../actions/keep_draft.js'
import { identify, welcome, type Welcome } from '../../booker.js'
import { E_HOLD_UNKNOWN } from '../../errors.js'
import { findHold, isConfirmed } from '../../queries/find_hold.js'
import { applicationFields } from '../../subjects.js'

/** RS3: everything once more before it counts; then the reservation itself. */
export default class ConfirmController {
  /** Takes the form and leads on to the confirmation, an address of its own that the browser's back button can return to. */
  async check(ctx: HttpContext) {
    const { i18n, params, request, response, tenant } = ctx
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const visitor = await welcome(ctx)
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    const { errors, values } = await fields.read('public', request.all(), i18n)
    if (errors) return this.#form(ctx, visitor, errors)
    const identified = await identify(ctx, visitor)
    if (!identified) return this.#form(ctx, visitor, [])
    await tenant.run(() =>
      keepDraft(params.token, { values, booker: identified.booker?.id, locale: i18n.locale })
    )
    return response.redirect().status(303).toPath(identified.detour ?? `${base}/confirm`)
  }

  async render({ i18n, params, response, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}/holds/${params.token}`
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    if (isConfirmed(hold)) return response.redirect().toPath(`${base}/complete`)
    if (!hold.draft) return response.redirect().toPath(base)
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    response.header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/confirm', {
      ...{ hold, base },
      rows: fields.rows('public', hold.draft.values, i18n),
    })
  }

  async execute({ params, response, tenant }: HttpContext) {
    const { municipality } = tenant
    const { token } = params
    const fields = await fieldSetOf(applicationFields, municipality)
    const made = await tenant.run(() => confirmReservation(token, fields))
    return response
      .redirect()
      .status(303)
      .toPath(`/${municipality.slug}/holds/${token}/complete${made?.mailed ? '?mailed=1' : ''}`)
  }

  async #form(
    { i18n, params, request, response, tenant, view }: HttpContext,
    visitor: Welcome,
    errors: { field: string; message: string }[]
  ) {
    const hold = await tenant.run(() => findHold(params.token))
    if (!hold) throw new E_HOLD_UNKNOWN()
    const fields = await fieldSetOf(applicationFields, tenant.municipality)
    response.status(422).header('Cache-Control', 'private, no-cache')
    return view.render('reservation::pages/public/items', {
      hold,
      base: `/${tenant.municipality.slug}/holds/${params.token}`,
      welcome: visitor,
      /** Nothing wrong with the rest: what was said of oneself opens nothing. */
      refused: errors.length === 0,
      inputs: fields.inputs('public', i18n, request.all()),
      personal: fields.asksForPersonalData(),
      values: request.all(),
      errors,
    })
  }
}

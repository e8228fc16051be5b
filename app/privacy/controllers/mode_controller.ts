import type { HttpContext } from '@adonisjs/core/http'
import { holdResidentData } from '../actions/hold_resident_data.js'
import { E_RESIDENT_DATA_IN_USE } from '../errors.js'
import { inUseAgainst } from '../queries/reasons_against.js'

/** 住民情報を持たない: whether the municipality holds any data about residents at all (R27, R48, R96). */
export default class ModeController {
  async render(ctx: HttpContext) {
    const { i18n, tenant } = ctx
    const { municipality } = tenant
    const reasons = municipality.holdsResidentData
      ? await tenant.run(() => inUseAgainst(municipality, i18n))
      : []
    return this.#page(ctx, reasons)
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, tenant } = ctx
    const holds = request.input('holds') === 'yes'
    try {
      const changed = await tenant.run(() => holdResidentData(holds, i18n))
      const said = holds ? 'privacy.mode.holds_now' : 'privacy.mode.holds_none_now'
      session.flash('success', i18n.t(changed ? said : 'core.words.unchanged'))
    } catch (error) {
      if (!(error instanceof E_RESIDENT_DATA_IN_USE)) throw error
      response.status(409)
      return this.#page(ctx, error.reasons, true)
    }
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff/privacy`)
  }

  #page({ tenant, view }: HttpContext, reasons: string[], refused = false) {
    const { holdsResidentData, slug } = tenant.municipality
    return view.render('pages/staff/privacy/mode', {
      ...{ reasons, refused, holds: holdsResidentData },
      base: `/${slug}/staff/privacy`,
    })
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { E_FORBIDDEN } from '#app/http/main'
import {
  changeStanding,
  STANDING_CHANGES,
  type StandingChange,
} from '../../actions/change_standing.js'
import { E_RESIDENT_CHANGED } from '../../errors.js'
import { findResident } from '../../queries/find_resident.js'
import { reasonValidator } from '../../validators/resident_validators.js'

/** 利用停止・利用再開・登録抹消・抹消の取消: asked once more, with the reason, before anything changes. */
export default class StandingController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, {})
  }

  async execute(ctx: HttpContext) {
    const { i18n, params, request, response, session, tenant } = ctx
    const change = changeOf(ctx)
    await tenant.run(() => findResident(params.resident))
    const [invalid, input] = await request.tryValidateUsing(reasonValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, request.all(), invalid.messages)
    }
    try {
      await tenant.run(() => changeStanding(params.resident, change, input.reason))
      session.flash('success', i18n.t(`resident-registry.staff.standing.${change}.done`))
    } catch (error) {
      if (!(error instanceof E_RESIDENT_CHANGED)) throw error
      session.flash('error', i18n.t('resident-registry.staff.moved_on'))
    }
    const back = `/${tenant.municipality.slug}/staff/residents/${params.resident}`
    return response.redirect().status(303).toPath(back)
  }

  async #page(ctx: HttpContext, values: Record<string, unknown>, errors: unknown = []) {
    const { params, tenant, view } = ctx
    const change = changeOf(ctx)
    const { id, number, state } = await tenant.run(() => findResident(params.resident))
    const possible = (STANDING_CHANGES[change].from as readonly string[]).includes(state)
    return view.render('resident-registry::pages/staff/standing', {
      ...{ values, errors, change, possible, resident: { id, number, state } },
      base: `/${tenant.municipality.slug}/staff/residents`,
    })
  }
}

/** @throws E_FORBIDDEN: bringing a deregistered resident back takes a permission of its own */
function changeOf({ params, staff }: HttpContext): StandingChange {
  const change = params.change as StandingChange
  if (change === 'reactivate' && !staff!.can('resident-registry.reactivate'))
    throw new E_FORBIDDEN()
  return change
}

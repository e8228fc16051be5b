import type { HttpContext } from '@adonisjs/core/http'
import { changeOwnPassword } from '../actions/change_own_password.js'
import { E_PASSWORD_UNSUITABLE } from '../errors.js'
import { staffSettings } from '../settings.js'
import { ownPasswordValidator } from '../validators/own_password_validator.js'

/** Choosing one's own password; the only page a temporary password opens. */
export default class OwnPasswordController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, {})
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, session, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(ownPasswordValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, invalid.messages)
    }
    try {
      if (input.next !== input.again) throw new E_PASSWORD_UNSUITABLE('staff.password.not_the_same')
      await changeOwnPassword(tenant.municipality, { staffId: staff!.id, ...input }, tenant.actor())
    } catch (error) {
      if (!(error instanceof E_PASSWORD_UNSUITABLE)) throw error
      const field = error.message === 'staff.password.current_wrong' ? 'current' : 'next'
      response.status(422)
      return this.#page(ctx, { [field]: i18n.t(error.message) })
    }
    session.flash('success', i18n.t('staff.password.changed'))
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff`)
  }

  #page({ staff, tenant, view }: HttpContext, errors: unknown) {
    return view.render('pages/staff/own_password', {
      errors,
      temporary: staff!.passwordIsTemporary,
      length: staffSettings.read(tenant.municipality).password_length,
    })
  }
}

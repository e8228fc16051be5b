import type { HttpContext } from '@adonisjs/core/http'
import { giveCode } from '../actions/give_code.js'
import { E_SIGN_IN_REFUSED } from '../errors.js'
import { codeCame, waitsForCode } from '../first_step.js'
import { openSession } from '../open_session.js'
import { throttleSignIn } from '../throttles.js'
import { codeValidator } from '../validators/second_factor_validator.js'
import { within } from '../within.js'

/** The second step of a sign-in: the code of the authenticator, or a recovery code. */
export default class SignInCodeController {
  async render(ctx: HttpContext) {
    if (!waitsForCode(ctx.session)) return this.#backToPassword(ctx)
    return this.#page(ctx, false)
  }

  async execute(ctx: HttpContext) {
    const { request, response, session, tenant } = ctx
    const staffId = waitsForCode(session)
    if (!staffId) return this.#backToPassword(ctx)
    await throttleSignIn(ctx, `code of ${staffId}`)
    const [invalid, input] = await request.tryValidateUsing(codeValidator)
    try {
      if (invalid) throw new E_SIGN_IN_REFUSED()
      const member = await giveCode(tenant.municipality, {
        staffId,
        code: input.code,
        address: request.ip(),
      })
      codeCame(session)
      await openSession(ctx, member)
    } catch (error) {
      if (!(error instanceof E_SIGN_IN_REFUSED)) throw error
      response.status(422)
      return this.#page(ctx, true)
    }
    const path = within(tenant.municipality.slug, request.input('next'))
    return response.redirect().status(303).toPath(path)
  }

  #page({ i18n, request, view }: HttpContext, refused: boolean) {
    return view.render('pages/staff/sign_in_code', {
      next: request.input('next'),
      errors: refused ? { code: i18n.t('staff.sign_in.code_refused') } : {},
    })
  }

  #backToPassword({ i18n, response, session, tenant }: HttpContext) {
    session.flash('info', i18n.t('staff.sign_in.password_first'))
    return response.redirect().status(303).toPath(`/${tenant.municipality.slug}/staff/sign-in`)
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { signIn } from '../actions/sign_in.js'
import { E_SIGN_IN_REFUSED } from '../errors.js'
import { waitForCode } from '../first_step.js'
import { openSession } from '../open_session.js'
import { throttleSignIn } from '../throttles.js'
import { signInValidator } from '../validators/sign_in_validator.js'
import { within } from '../within.js'

export default class SignInController {
  async render({ request, view }: HttpContext) {
    return view.render('pages/staff/sign_in', { next: request.input('next'), refused: false })
  }

  async execute(ctx: HttpContext) {
    const { request, response, session, tenant, view } = ctx
    const [invalid, input] = await request.tryValidateUsing(signInValidator)
    const loginId = input?.login_id ?? ''
    await throttleSignIn(ctx, loginId)
    const { municipality } = tenant
    try {
      if (invalid) throw new E_SIGN_IN_REFUSED()
      const { member, codeNeeded } = await signIn(municipality, {
        loginId,
        password: input.password,
        address: request.ip(),
      })
      if (codeNeeded) {
        waitForCode(session, member.id)
        const wanted = input.next ? `?next=${encodeURIComponent(input.next)}` : ''
        const path = `/${municipality.slug}/staff/sign-in/code${wanted}`
        return response.redirect().status(303).toPath(path)
      }
      await openSession(ctx, member)
    } catch (error) {
      if (!(error instanceof E_SIGN_IN_REFUSED)) throw error
      response.status(422)
      return view.render('pages/staff/sign_in', {
        ...{ next: request.input('next'), loginId },
        refused: true,
      })
    }
    return response.redirect().status(303).toPath(within(municipality.slug, input.next))
  }
}

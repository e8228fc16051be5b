import type { HttpContext } from '@adonisjs/core/http'
import { signIn } from '../actions/sign_in.js'
import { E_OPERATOR_REFUSED } from '../errors.js'
import { openOperatorSession } from '../operator_middleware.js'
import { record } from '../record.js'
import { throttleOperator } from '../throttle.js'
import { operatorSignInValidator } from '../validators/operator_validators.js'

/** Signing in as the operator of the deployment, and out again. */
export default class SessionController {
  async render({ view }: HttpContext) {
    return view.render('pages/operator/sign_in', { errors: {} })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, view } = ctx
    const [invalid, input] = await request.tryValidateUsing(operatorSignInValidator)
    const loginId = input?.login_id ?? ''
    await throttleOperator(request.ip(), loginId)
    try {
      if (invalid) throw new E_OPERATOR_REFUSED()
      const operator = await signIn({
        loginId,
        password: input.password,
        code: input.code ?? '',
        address: request.ip(),
      })
      await openOperatorSession(ctx, operator)
    } catch (error) {
      if (!(error instanceof E_OPERATOR_REFUSED)) throw error
      response.status(422)
      const errors = { login_id: i18n.t('operator.sign_in.refused') }
      return view.render('pages/operator/sign_in', { errors, loginId })
    }
    return response.redirect().status(303).toPath('/operator')
  }

  async leave({ auth, operator, request, response }: HttpContext) {
    await record({
      loginId: operator!.loginId,
      address: request.ip(),
      action: 'operator.sign_out',
    })
    await auth.use('operator').logout()
    return response.redirect().status(303).toPath('/operator/sign-in')
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { describeOffer } from '#app/staff/main'
import { PASSWORD_LENGTH, setUpAccount } from '../actions/set_up_account.js'
import { E_PROVISIONING_REFUSED } from '../errors.js'
import { setUpValidator } from '../validators/operator_validators.js'

/** The first sign-in of an operator: an own password and an authenticator, before anything else. */
export default class SetUpController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, {})
  }

  async execute(ctx: HttpContext) {
    const { i18n, operator, request, response } = ctx
    const [invalid, input] = await request.tryValidateUsing(setUpValidator)
    try {
      if (operator!.sealedSecret) throw new E_PAGE_NOT_FOUND()
      if (!invalid) {
        await setUpAccount(operator!, { ...input, address: request.ip() })
        return response.redirect().status(303).toPath('/operator')
      }
    } catch (error) {
      if (!(error instanceof E_PROVISIONING_REFUSED)) throw error
      response.status(422)
      return this.#page(ctx, {
        [error.field]: i18n.t(error.message, { length: PASSWORD_LENGTH }),
      })
    }
    response.status(422)
    return this.#page(ctx, invalid.messages)
  }

  async #page({ i18n, operator, request, view }: HttpContext, errors: unknown) {
    if (operator!.sealedSecret) throw new E_PAGE_NOT_FOUND()
    return view.render('pages/operator/set_up', {
      errors,
      length: PASSWORD_LENGTH,
      ...(await describeOffer({
        ownerId: operator!.id,
        sent: request.input('offer'),
        issuer: i18n.t('operator.issuer'),
        account: operator!.loginId,
      })),
    })
  }
}

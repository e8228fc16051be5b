import type { HttpContext } from '@adonisjs/core/http'
import { mailResetLink } from '../../actions/mail_links.js'
import { addressValidator } from '../../validators/address_validator.js'
import { throttleMails } from '../../throttles.js'

/** RS10: a link to a new password by mail; the same answer whether the address has an account or not. */
export default class ForgottenController {
  async render({ request, response, tenant, view }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    return view.render('accounts::pages/public/forgotten', {
      ...{ errors: {}, values: {}, sent: request.input('done') === 'sent' },
      base: `/${tenant.municipality.slug}/account`,
    })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant, view } = ctx
    await throttleMails(ctx)
    const base = `/${tenant.municipality.slug}/account`
    const [invalid, input] = await request.tryValidateUsing(addressValidator)
    if (invalid) {
      response.status(422).header('Cache-Control', 'no-store')
      return view.render('accounts::pages/public/forgotten', {
        ...{ errors: invalid.messages, values: request.all(), sent: false, base },
      })
    }
    await mailResetLink({
      municipality: tenant.municipality,
      email: input.account_email,
      i18n,
    })
    return response.redirect().status(303).toPath(`${base}/forgotten?done=sent`)
  }
}

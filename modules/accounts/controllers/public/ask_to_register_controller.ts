import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { mailRegistrationLink } from '../../actions/mail_links.js'
import { accountSettings } from '../../settings.js'
import { throttleMails } from '../../throttles.js'
import { addressValidator } from '../../validators/address_validator.js'

/** RS9's first half: an address, to which the link to the form is mailed. The answer is the same for a known one. */
export default class AskToRegisterController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, { sent: ctx.request.input('done') === 'sent' })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    refuseUnlessOpen(ctx)
    await throttleMails(ctx)
    const [invalid, input] = await request.tryValidateUsing(addressValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, { errors: invalid.messages, values: request.all() })
    }
    await mailRegistrationLink({
      municipality: tenant.municipality,
      email: input.account_email,
      i18n,
    })
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/account/register?done=sent`)
  }

  #page(
    ctx: HttpContext,
    state: { sent?: boolean; errors?: unknown; values?: Record<string, unknown> }
  ) {
    const { response, tenant, view } = ctx
    const settings = refuseUnlessOpen(ctx)
    response.header('Cache-Control', 'no-store')
    return view.render('accounts::pages/public/ask_to_register', {
      ...{ sent: false, errors: {}, values: {}, ...state, settings },
      base: `/${tenant.municipality.slug}/account`,
    })
  }
}

/**
 * The settings of a municipality that takes registrations (オンライン登録).
 *
 * @throws E_PAGE_NOT_FOUND where it does not
 */
export function refuseUnlessOpen({ tenant }: HttpContext) {
  const settings = accountSettings.read(tenant.municipality)
  if (!settings.online_registration) throw new E_PAGE_NOT_FOUND()
  return settings
}

import type { HttpContext } from '@adonisjs/core/http'
import { requireAccount } from '../../account_cookie.js'
import { passwordMatches } from '../../credentials.js'
import { nextPage } from '../../next_page.js'
import { mustChoosePassword, type Account } from '../../queries/find_account.js'
import { accountSettings } from '../../settings.js'
import { takeNewPassword } from './take_new_password.js'

/** RS11: an own password at the first use, or another one later. */
export default class PasswordController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, await requireAccount(ctx), {})
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const account = await requireAccount(ctx)
    const current = String(request.input('current') ?? '')
    const known = mustChoosePassword(account) || (await passwordMatches(current, account))
    const refused = known ? await takeNewPassword(ctx, account) : null
    if (!known || refused) {
      response.status(422)
      const errors: Record<string, string> = refused
        ? { password: refused }
        : { current: i18n.t('accounts.password.current_wrong') }
      return this.#page(ctx, account, errors)
    }
    const { slug } = tenant.municipality
    const next = nextPage(slug, request.input('next'))
    return response
      .redirect()
      .status(303)
      .toPath(next === `/${slug}/account` ? `${next}?done=password` : next)
  }

  #page({ request, tenant, view }: HttpContext, account: Account, errors: Record<string, string>) {
    return view.render('accounts::pages/public/password', {
      errors,
      first: mustChoosePassword(account),
      next: request.input('next'),
      length: accountSettings.read(tenant.municipality).password_length,
      action: `/${tenant.municipality.slug}/account/password`,
      base: `/${tenant.municipality.slug}/account`,
    })
  }
}

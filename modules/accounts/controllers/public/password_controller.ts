import type { HttpContext } from '@adonisjs/core/http'
import { requireAccount, signInBrowser } from '../../account_cookie.js'
import { choosePassword } from '../../actions/choose_password.js'
import { passwordMatches } from '../../credentials.js'
import { E_PASSWORD_UNSUITABLE } from '../../errors.js'
import { nextPage } from '../../next_page.js'
import { mustChoosePassword, type Account } from '../../queries/find_account.js'
import { accountSettings } from '../../settings.js'

/** RS11: an own password at the first use, or another one later. */
export default class PasswordController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, await requireAccount(ctx), {})
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const account = await requireAccount(ctx)
    const { current, password, again } = request.all()
    try {
      if (!mustChoosePassword(account) && !(await passwordMatches(String(current ?? ''), account))) {
        throw new E_PASSWORD_UNSUITABLE('accounts.password.current_wrong')
      }
      if (password !== again) throw new E_PASSWORD_UNSUITABLE('accounts.password.not_the_same')
      const version = await choosePassword(
        tenant.municipality,
        account,
        String(password ?? ''),
        tenant.actor()
      )
      signInBrowser(ctx, { id: account.id, credentialsVersion: version })
    } catch (error) {
      if (!(error instanceof E_PASSWORD_UNSUITABLE)) throw error
      response.status(422)
      const field = error.message.endsWith('current_wrong') ? 'current' : 'password'
      const { password_length: n } = accountSettings.read(tenant.municipality)
      return this.#page(ctx, account, { [field]: i18n.t(error.message, { n }) })
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

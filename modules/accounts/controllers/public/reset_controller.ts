import type { HttpContext } from '@adonisjs/core/http'
import { signInBrowser } from '../../account_cookie.js'
import { choosePassword } from '../../actions/choose_password.js'
import { E_LINK_EXPIRED, E_PASSWORD_UNSUITABLE } from '../../errors.js'
import { findAccount, type Account } from '../../queries/find_account.js'
import { readSecretLink } from '../../secret_links.js'
import { accountSettings } from '../../settings.js'

/** RS10's link: good once and for an hour, for a new password. */
export default class ResetController {
  async render(ctx: HttpContext) {
    await this.#accountOf(ctx)
    return this.#page(ctx, {})
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const account = await this.#accountOf(ctx)
    const { password, again } = request.all()
    try {
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
      const { password_length: n } = accountSettings.read(tenant.municipality)
      return this.#page(ctx, { password: i18n.t(error.message, { n }) })
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/account?done=password`)
  }

  /** @throws E_LINK_EXPIRED when it was used, or the account's credentials changed in another way */
  async #accountOf({ params, response, tenant }: HttpContext): Promise<Account> {
    response.header('Cache-Control', 'no-store')
    const link = readSecretLink('reset', tenant.municipality, params.reset)
    const account = await tenant.run(() => findAccount('id', link.account))
    if (account?.credentialsVersion !== link.version || account.state !== 'active') {
      throw new E_LINK_EXPIRED()
    }
    return account
  }

  #page({ params, tenant, view }: HttpContext, errors: Record<string, string>) {
    const base = `/${tenant.municipality.slug}/account`
    return view.render('accounts::pages/public/password', {
      ...{ errors, base, first: true, next: undefined },
      length: accountSettings.read(tenant.municipality).password_length,
      action: `${base}/reset/${params.reset}`,
    })
  }
}

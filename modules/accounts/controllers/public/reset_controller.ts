import type { HttpContext } from '@adonisjs/core/http'
import { E_LINK_EXPIRED } from '../../errors.js'
import { findAccount, type Account } from '../../queries/find_account.js'
import { readSecretLink } from '../../secret_links.js'
import { accountSettings } from '../../settings.js'
import { takeNewPassword } from './take_new_password.js'

/** RS10's link: good once and for an hour, for a new password. */
export default class ResetController {
  async render(ctx: HttpContext) {
    await this.#accountOf(ctx)
    return this.#page(ctx, {})
  }

  async execute(ctx: HttpContext) {
    const { response, tenant } = ctx
    const refused = await takeNewPassword(ctx, await this.#accountOf(ctx))
    if (refused) {
      response.status(422)
      return this.#page(ctx, { password: refused })
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

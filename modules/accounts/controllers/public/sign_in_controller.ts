import type { HttpContext } from '@adonisjs/core/http'
import { signInBrowser } from '../../account_cookie.js'
import { signIn } from '../../actions/sign_in.js'
import { readCredentials } from '../../credentials_form.js'
import { E_ACCOUNT_REFUSED } from '../../errors.js'
import { nextPage } from '../../next_page.js'
import { mustChoosePassword } from '../../queries/find_account.js'
import { accountSettings } from '../../settings.js'
import { throttleSignIn } from '../../throttles.js'

/** ログイン before booking (RS1's panel); the booking form has the same fields. */
export default class SignInController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, { refused: false, values: {} })
  }

  async execute(ctx: HttpContext) {
    const { request, response, tenant } = ctx
    const { municipality } = tenant
    const credentials = readCredentials(ctx)
    const { refused } = await throttleSignIn(ctx, credentials.name)
    try {
      const account = await signIn(municipality, credentials, tenant.actor())
      signInBrowser(ctx, account)
      const next = nextPage(municipality.slug, request.input('next'))
      const { sign_in_with: kind } = accountSettings.read(municipality)
      return response
        .redirect()
        .status(303)
        .toPath(
          kind !== 'notice' && mustChoosePassword(account)
            ? `/${municipality.slug}/account/password?next=${encodeURIComponent(next)}`
            : next
        )
    } catch (error) {
      if (!(error instanceof E_ACCOUNT_REFUSED)) throw error
      await refused()
      response.status(422)
      return this.#page(ctx, { refused: true, values: request.all() })
    }
  }

  #page(
    { request, response, tenant, view }: HttpContext,
    state: { refused: boolean; values: Record<string, unknown> }
  ) {
    response.header('Cache-Control', 'no-store')
    return view.render('accounts::pages/public/sign_in', {
      ...state,
      next: request.input('next'),
      settings: accountSettings.read(tenant.municipality),
      base: `/${tenant.municipality.slug}/account`,
    })
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { signOutBrowser } from '../../account_cookie.js'

export default class SignOutController {
  async handle(ctx: HttpContext) {
    signOutBrowser(ctx)
    return ctx.response
      .redirect()
      .status(303)
      .toPath(`/${ctx.tenant.municipality.slug}/account/sign-in?done=signed_out`)
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { signInBrowser } from '../../account_cookie.js'
import { choosePassword } from '../../actions/choose_password.js'
import { E_PASSWORD_UNSUITABLE } from '../../errors.js'
import type { Account } from '../../queries/find_account.js'
import { accountSettings } from '../../settings.js'

/**
 * Takes the password a form brings, typed twice, and signs the browser in with it.
 *
 * @returns what is wrong with it, in the reader's language; nothing when it was taken
 * @throws E_LINK_EXPIRED when the credentials changed since the account was read
 */
export async function takeNewPassword(
  ctx: HttpContext,
  account: Account
): Promise<string | undefined> {
  const { i18n, request, tenant } = ctx
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
    const { password_length: n } = accountSettings.read(tenant.municipality)
    return i18n.t(error.message, { n })
  }
}

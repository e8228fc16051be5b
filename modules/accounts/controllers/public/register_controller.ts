import type { HttpContext } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import { fieldSetOf, type FieldSet } from '#app/fields/main'
import type { FieldValues } from '#app/module_kit/main'
import { signInBrowser } from '../../account_cookie.js'
import { accountSubject } from '../../account_subject.js'
import { registerAccount } from '../../actions/register_account.js'
import { E_ACCOUNT_TAKEN, E_LINK_EXPIRED, E_PASSWORD_UNSUITABLE } from '../../errors.js'
import { checkPassword } from '../../password_rules.js'
import { findAccount } from '../../queries/find_account.js'
import { emailHash } from '../../credentials.js'
import { readSecretLink } from '../../secret_links.js'
import { accountSettings } from '../../settings.js'
import { readLoginName } from '../../user_id.js'
import { refuseUnlessOpen } from './ask_to_register_controller.js'

type Mistake = { field: string; message: string }

/** What the form said, carried through the confirmation page encrypted: it has a password in it. */
interface Filled {
  loginName?: string
  password: string
  details: FieldValues
}
const PURPOSE = 'account registration form'

/** RS9's second half, behind the mailed link: form, confirmation, done. */
export default class RegisterController {
  async render(ctx: HttpContext) {
    await this.#emailOf(ctx)
    return this.#form(ctx, {}, [])
  }

  async check(ctx: HttpContext) {
    const { i18n, params, request, response, tenant, view } = ctx
    const email = await this.#emailOf(ctx)
    const fields = await fieldSetOf(accountSubject, tenant.municipality)
    const [filled, mistakes] = await this.#read(ctx, fields)
    if (!filled) {
      response.status(422)
      return this.#form(ctx, request.all(), mistakes)
    }
    return view.render('accounts::pages/public/register_check', {
      email,
      loginName: filled.loginName,
      rows: fields.rows('public', filled.details, i18n),
      sealed: encryption.encrypt(filled, { expiresIn: '1 hour', purpose: PURPOSE }),
      action: `/${tenant.municipality.slug}/account/register/${params.registration}`,
    })
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const email = await this.#emailOf(ctx)
    const filled = encryption.decrypt<Filled>(request.input('sealed') ?? '', PURPOSE)
    if (!filled) throw new E_LINK_EXPIRED()
    try {
      const account = await registerAccount(
        tenant.municipality,
        { ...filled, email },
        tenant.actor()
      )
      signInBrowser(ctx, account)
    } catch (error) {
      if (!(error instanceof E_ACCOUNT_TAKEN)) throw error
      if (error.field === 'email') throw new E_LINK_EXPIRED()
      response.status(422)
      return this.#form(ctx, filled.details, [
        { field: error.field, message: i18n.t('accounts.register.login_name_taken') },
      ])
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/account?done=registered`)
  }

  /** @throws E_LINK_EXPIRED when it is too old, or the address is registered by now */
  async #emailOf(ctx: HttpContext): Promise<string> {
    refuseUnlessOpen(ctx)
    ctx.response.header('Cache-Control', 'no-store')
    const { municipality } = ctx.tenant
    const { email } = readSecretLink('registration', municipality, ctx.params.registration)
    const known = await ctx.tenant.run(() => findAccount('email_hash', emailHash(email)))
    if (known) throw new E_LINK_EXPIRED()
    return email
  }

  async #read({ i18n, request, tenant }: HttpContext, fields: FieldSet) {
    const mistakes: Mistake[] = []
    const { municipality } = tenant
    const rules = accountSettings.read(municipality)
    const loginName =
      rules.sign_in_with === 'login_name' ? readLoginName(request.input('login_name')) : undefined
    if (loginName === null) {
      mistakes.push({ field: 'login_name', message: i18n.t('accounts.register.login_name_rule') })
    }
    const password = String(request.input('password') ?? '')
    try {
      if (password !== (request.input('again') ?? '')) {
        throw new E_PASSWORD_UNSUITABLE('accounts.password.not_the_same')
      }
      checkPassword(password, { municipality, names: [loginName ?? null] })
    } catch (error) {
      if (!(error instanceof E_PASSWORD_UNSUITABLE)) throw error
      const message = i18n.t(error.message, { n: rules.password_length })
      mistakes.push({ field: 'password', message })
    }
    const read = await fields.read('public', request.all(), i18n)
    mistakes.push(...(read.errors ?? []))
    if (mistakes.length > 0) return [undefined, mistakes] as const
    const details = fields.storable(read.values!)
    const filled: Filled = { loginName: loginName ?? undefined, password, details }
    return [filled, mistakes] as const
  }

  async #form(
    { i18n, params, tenant, view }: HttpContext,
    values: Record<string, unknown>,
    mistakes: Mistake[]
  ) {
    const fields = await fieldSetOf(accountSubject, tenant.municipality)
    const settings = accountSettings.read(tenant.municipality)
    return view.render('accounts::pages/public/register', {
      ...{ values, errors: mistakes, settings },
      inputs: fields.inputs('public', i18n, values).filter(({ credential }) => !credential),
      action: `/${tenant.municipality.slug}/account/register/${params.registration}`,
    })
  }
}

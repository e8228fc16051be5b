import type { HttpContext } from '@adonisjs/core/http'
import { fieldSetOf } from '#app/fields/main'
import { requireAccount } from '../../account_cookie.js'
import { accountSubject } from '../../account_subject.js'
import { changeDetails } from '../../actions/change_details.js'
import type { Account } from '../../queries/find_account.js'

/** RS12 登録情報確認・変更. */
export default class DetailsController {
  async render(ctx: HttpContext) {
    const { i18n, tenant, view } = ctx
    const account = await requireAccount(ctx)
    const fields = await fieldSetOf(accountSubject, tenant.municipality)
    return view.render('accounts::pages/public/details', {
      account,
      rows: fields.rows('public', account.details, i18n),
      base: `/${tenant.municipality.slug}/account`,
    })
  }

  async edit(ctx: HttpContext) {
    const account = await requireAccount(ctx)
    return this.#form(ctx, account.details, [])
  }

  async execute(ctx: HttpContext) {
    const { i18n, request, response, tenant } = ctx
    const account: Account = await requireAccount(ctx)
    const fields = await fieldSetOf(accountSubject, tenant.municipality)
    const read = await fields.read('public', request.all(), i18n)
    if (read.errors) {
      response.status(422)
      return this.#form(ctx, request.all(), read.errors)
    }
    await tenant.run(() => changeDetails(account.id, fields.storable(read.values), fields, 'public'))
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/account?done=details`)
  }

  async #form({ i18n, tenant, view }: HttpContext, values: Record<string, unknown>, errors: unknown) {
    const fields = await fieldSetOf(accountSubject, tenant.municipality)
    return view.render('accounts::pages/public/details_form', {
      errors,
      inputs: fields.inputs('public', i18n, values).filter(({ credential }) => !credential),
      base: `/${tenant.municipality.slug}/account`,
    })
  }
}

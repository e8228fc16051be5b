import type { HttpContext } from '@adonisjs/core/http'
import { issueAccounts } from '../../actions/issue_accounts.js'
import { listRuns } from '../../queries/list_runs.js'
import { sendPasswords } from '../../send_passwords.js'
import { issueValidator } from '../../validators/issue_validator.js'

/** 利用者IDの一括発行 (R6). */
export default class IssueController {
  async render(ctx: HttpContext) {
    return this.#page(ctx, {}, [])
  }

  async execute(ctx: HttpContext) {
    const { request, response, staff, tenant } = ctx
    const [invalid, input] = await request.tryValidateUsing(issueValidator)
    if (invalid) {
      response.status(422)
      return this.#page(ctx, request.all(), invalid.messages)
    }
    return sendPasswords(ctx, await tenant.run(() => issueAccounts(input.count, staff!.id)))
  }

  async #page({ tenant, view }: HttpContext, values: Record<string, unknown>, errors: unknown) {
    return view.render('accounts::pages/staff/issue', {
      ...{ values, errors },
      runs: await tenant.run(() => listRuns()),
      base: `/${tenant.municipality.slug}/staff/accounts`,
    })
  }
}

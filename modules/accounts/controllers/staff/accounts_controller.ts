import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import type { AccountState } from '../../queries/find_account.js'
import { searchAccounts } from '../../queries/search_accounts.js'

const STATES: AccountState[] = ['active', 'suspended', 'withdrawn']

/** 会員管理: the accounts, found by ID. */
export default class AccountsController {
  async handle({ request, tenant, view }: HttpContext) {
    const id = String(request.input('id') ?? '').slice(0, 100)
    const state = STATES.find((name) => name === request.input('state')) ?? null
    const page = Math.max(1, Number.parseInt(request.input('page'), 10) || 1)
    const found = await tenant.run(async () => {
      const result = await searchAccounts({ id, state, page })
      if (id) await audit.record({ action: 'accounts.search', detail: { count: result.total } })
      return result
    })
    const base = `/${tenant.municipality.slug}/staff/accounts`
    return view.render('accounts::pages/staff/accounts', {
      ...{ ...found, id, state, states: STATES, base },
      paginator: { ...found, baseUrl: base, queryString: { id, state: state ?? '' } },
    })
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { keepForOnce, takeOnce } from '#app/staff/main'
import { reservationsOf } from '#modules/reservation/api'
import { reissueInitialPassword } from '../../actions/reissue_initial_password.js'
import { resumeAccount, suspendAccount, withdrawAccount } from '../../actions/set_account_state.js'
import { E_ACCOUNT_REFUSED } from '../../errors.js'
import { findAccount, mustChoosePassword, type Account } from '../../queries/find_account.js'

/** One account for the staff: its state, what it has booked, and what can be done with it. */
export default class AccountController {
  async render({ params, session, tenant, view }: HttpContext) {
    const { account, reservations } = await tenant.run(async () => {
      const found = await accountOf(params.account)
      await audit.record({ action: 'accounts.view', subject: { type: 'account', id: found.id } })
      return { account: found, reservations: await reservationsOf(found.id) }
    })
    const staffBase = `/${tenant.municipality.slug}/staff`
    return view.render('accounts::pages/staff/account', {
      account,
      reservations,
      used: !mustChoosePassword(account),
      password: takeOnce(session, account.id),
      base: `${staffBase}/accounts`,
      staffBase,
    })
  }

  suspend(ctx: HttpContext) {
    return this.#change(ctx, suspendAccount, 'accounts.staff.suspended')
  }

  resume(ctx: HttpContext) {
    return this.#change(ctx, resumeAccount, 'accounts.staff.resumed')
  }

  async askToWithdraw({ params, tenant, view }: HttpContext) {
    const account = await tenant.run(() => accountOf(params.account))
    return view.render('accounts::pages/staff/withdraw', {
      account,
      base: `/${tenant.municipality.slug}/staff/accounts`,
    })
  }

  withdraw(ctx: HttpContext) {
    return this.#change(ctx, withdrawAccount, 'accounts.staff.withdrawn')
  }

  /** A new initial password, shown once on the account's page. */
  reissue(ctx: HttpContext) {
    return this.#change(
      ctx,
      async (id) => keepForOnce(ctx.session, id, await reissueInitialPassword(id)),
      'accounts.staff.reissued'
    )
  }

  async #change(
    { i18n, params, response, session, tenant }: HttpContext,
    action: (id: string) => Promise<void>,
    done: string
  ) {
    try {
      await tenant.run(async () => action((await accountOf(params.account)).id))
      session.flash('success', i18n.t(done))
    } catch (error) {
      if (!(error instanceof E_ACCOUNT_REFUSED)) throw error
      session.flash('error', i18n.t('accounts.staff.moved_on'))
    }
    return response
      .redirect()
      .status(303)
      .toPath(`/${tenant.municipality.slug}/staff/accounts/${params.account}`)
  }
}

/** @throws E_PAGE_NOT_FOUND */
async function accountOf(id: string): Promise<Account> {
  const account = await findAccount('id', id)
  if (!account) throw new E_PAGE_NOT_FOUND()
  return account
}

import type { HttpContext } from '@adonisjs/core/http'
import { reservationsOf } from '#modules/reservation/api'
import { requireAccount } from '../../account_cookie.js'

/** RS5 申し込み一覧: what this account has booked, newest first, each with its own 変更 and 取消 (R65). */
export default class AccountController {
  async handle(ctx: HttpContext) {
    const { request, tenant, view } = ctx
    const account = await requireAccount(ctx)
    const base = `/${tenant.municipality.slug}`
    const reservations = await tenant.run(() => reservationsOf(account.id))
    return view.render('accounts::pages/public/account', {
      account,
      reservations: reservations.map((reservation) => ({
        ...reservation,
        url: `${base}/reservations/${reservation.pass}`,
      })),
      base: `${base}/account`,
      done: ['password', 'registered', 'details'].find((word) => request.input('done') === word),
    })
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { pageOf } from '../../paging.js'
import { countMailings, listMailings } from '../../queries/mailings.js'

/** 通知書の発送: each posting, to record something for all of its cards. */
export default class MailingsController {
  async handle(ctx: HttpContext) {
    const { tenant, view } = ctx
    const base = `/${tenant.municipality.slug}/staff/progress`
    const shown = await tenant.run(async () => {
      const { page, paginator } = pageOf(ctx, await countMailings(), `${base}/mailings`)
      return { mailings: await listMailings(page), paginator }
    })
    return view.render('card-progress::pages/staff/mailings', { ...shown, base })
  }
}

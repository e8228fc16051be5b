import type { HttpContext } from '@adonisjs/core/http'
import { pageCache, pageKey, sendPage } from '#app/http/main'
import { bookableDays } from '../../booking_rules.js'
import { calendarPage } from '../../calendar_page.js'

/** How long the calendar is shared before it is rendered anew, in seconds. */
const SHARED_FOR = 1

/** RS1: who may come when, for everybody to see, without session or script (R34, R38, R59). */
export default class CalendarController {
  async handle(ctx: HttpContext) {
    const req = ctx.request.request
    const page = await pageCache.render(pageKey(req), SHARED_FOR, () => this.#render(ctx))
    sendPage(req, ctx.response.response, page)
  }

  async #render({ i18n, request, tenant, view }: HttpContext) {
    const base = `/${tenant.municipality.slug}`
    const { counter, from } = request.qs()
    const page = await tenant.run(() =>
      calendarPage({
        counterCode: String(counter ?? ''),
        from: String(from ?? ''),
        bookable: bookableDays(tenant.municipality),
        href: (slotId) => `${base}/slots/${slotId}`,
        i18n,
      })
    )
    const url = (code: string | undefined, day: string) =>
      `${base}/calendar?counter=${code ?? ''}&from=${day}`
    return view.render('reservation::pages/public/calendar', { page, url })
  }
}

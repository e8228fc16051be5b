import type { HttpContext } from '@adonisjs/core/http'
import { pageCache, pageKey, sendPage } from '#app/http/main'
import { bookableDays } from '../../booking_rules.js'
import { calendarPage } from '../../calendar_page.js'
import { chosenType } from '../../procedure_type.js'
import { procedureTypes } from '../../queries/procedure_types.js'

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
    const { counter, from, type: code } = request.qs()
    const { types, type, page } = await tenant.run(async () => {
      const offered = await procedureTypes('residents')
      const chosen = chosenType(offered, code)
      return {
        types: offered,
        type: chosen,
        page: await calendarPage({
          counterCode: String(counter ?? ''),
          from: String(from ?? ''),
          type: chosen,
          bookable: bookableDays(tenant.municipality),
          href: (slotId) => `${base}/slots/${slotId}${chosen ? `?type=${chosen.code}` : ''}`,
          i18n,
        }),
      }
    })
    const url = (counterCode: string | undefined, day: string, typeCode = type?.code) =>
      `${base}/calendar?counter=${counterCode ?? ''}&from=${day}${typeCode ? `&type=${typeCode}` : ''}`
    return view.render('reservation::pages/public/calendar', { types, type, page, url })
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { today } from '#app/ui/main'
import { linesFrom, LINES_PER_PAGE } from '../../queries/waitlist_lines.js'

/** キャンセル待ち: who waits where for which day, in figures. */
export default class WaitlistController {
  async handle({ request, staff, tenant, view }: HttpContext) {
    const page = Math.max(1, Number.parseInt(request.input('page'), 10) || 1)
    const { lines, total } = await tenant.run(() => linesFrom(today(), staff!.counterIds, page))
    return view.render('reservation::pages/staff/waitlist', {
      lines,
      paginator: {
        currentPage: page,
        lastPage: Math.max(1, Math.ceil(total / LINES_PER_PAGE)),
        baseUrl: `/${tenant.municipality.slug}/staff/waitlist`,
        total,
      },
    })
  }
}

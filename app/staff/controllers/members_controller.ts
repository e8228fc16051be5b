import type { HttpContext } from '@adonisjs/core/http'
import { listStaff } from '../queries/list_staff.js'

/** 操作者一覧. */
export default class MembersController {
  async handle({ request, tenant, view }: HttpContext) {
    const search = String(request.input('search') ?? '')
      .trim()
      .slice(0, 100)
    const page = Math.max(1, Number.parseInt(request.input('page'), 10) || 1)
    const found = await tenant.run(() => listStaff(search, page))
    const base = `/${tenant.municipality.slug}/staff/members`
    return view.render('pages/staff/members/index', {
      ...found,
      search,
      tab: 'members',
      base,
      paginator: { ...found, baseUrl: base, queryString: { search } },
    })
  }
}

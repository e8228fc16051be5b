import type { HttpContext } from '@adonisjs/core/http'

/** The staff's top page: what this person can do. */
export default class DashboardController {
  handle({ view }: HttpContext) {
    return view.render('pages/staff/dashboard')
  }
}

import type { HttpContext } from '@adonisjs/core/http'
import { operationsSettings } from '#app/operations/main'

/** The staff's top page: what this person can do, and who helps. */
export default class DashboardController {
  handle({ tenant, view }: HttpContext) {
    return view.render('pages/staff/dashboard', {
      support: operationsSettings.read(tenant.municipality),
    })
  }
}

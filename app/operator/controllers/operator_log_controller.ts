import type { HttpContext } from '@adonisjs/core/http'
import { operatorLog } from '../queries/operator_log.js'

/** What operators did. */
export default class OperatorLogController {
  async handle({ request, view }: HttpContext) {
    const asked = String(request.qs().before ?? '')
    const before = /^\d{1,18}$/.test(asked) ? asked : null
    return view.render('pages/operator/log', { ...(await operatorLog(before)), before })
  }
}

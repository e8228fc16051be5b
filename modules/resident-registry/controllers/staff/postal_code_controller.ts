import type { HttpContext } from '@adonisjs/core/http'
import { toHalfWidth } from '#app/ui/main'
import { townTableInUse } from '../../queries/town_table_in_use.js'

/** Places a postal code may stand for, as data. Tells nothing of anybody. */
export default class PostalCodeController {
  async handle({ request, tenant }: HttpContext) {
    const code = toHalfWidth(String(request.qs().code ?? '')).replace(/\D/g, '')
    if (code.length !== 7) return { places: [] }
    return { places: (await tenant.run(townTableInUse)).placesOf(code) }
  }
}

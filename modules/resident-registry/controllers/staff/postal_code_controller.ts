import type { HttpContext } from '@adonisjs/core/http'
import { toHalfWidth } from '#app/ui/main'
import { placesOfPostalCode } from '../../postal_suggestions.js'

/** Places a postal code may stand for, as data. Tells nothing of anybody. */
export default class PostalCodeController {
  handle({ request }: HttpContext) {
    const code = toHalfWidth(String(request.qs().code ?? '')).replace(/\D/g, '')
    return { places: code.length === 7 ? placesOfPostalCode(code) : [] }
  }
}

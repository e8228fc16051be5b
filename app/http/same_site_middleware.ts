import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { E_FORBIDDEN } from './errors.js'

/**
 * Refuses a form another site's page sends, on pages without a session where
 * there is no token to compare: browsers say where a request comes from in
 * Sec-Fetch-Site or Origin. A client that sends neither is no browser and
 * carries nobody's authority.
 */
export default class SameSiteMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    if (request.method() !== 'POST') return next()
    const site = request.header('sec-fetch-site')
    const origin = request.header('origin')
    const foreign = site
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== request.host()
    if (foreign) throw new E_FORBIDDEN()
    return next()
  }
}

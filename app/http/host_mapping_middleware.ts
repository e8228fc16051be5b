import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { municipalities } from '#app/tenancy/main'

/**
 * A municipality with a host name of its own is reached there without its
 * slug. The address is completed before routing, so that everything behind it
 * knows one form of address only.
 */
export default class HostMappingMiddleware {
  async handle({ request }: HttpContext, next: NextFn) {
    const municipality = await municipalities.byHost(request.hostname() ?? '')
    const url = request.parsedUrl
    const prefix = `/${municipality?.slug}`
    if (municipality && url.pathname !== prefix && !url.pathname?.startsWith(`${prefix}/`)) {
      url.pathname = `${prefix}${url.pathname === '/' ? '' : url.pathname}`
    }
    return next()
  }
}

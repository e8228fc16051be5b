import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { municipalities } from '#app/tenancy/main'

/** What a monitor asks, in any municipality or none: it must have an answer when the directory cannot be read. */
const OF_THE_SERVICE = ['/health', '/status', '/metrics']

/**
 * A municipality with a host name of its own is reached there without its
 * slug. The address is completed before routing, so that everything behind it
 * knows one form of address only.
 */
export default class HostMappingMiddleware {
  async handle({ request }: HttpContext, next: NextFn) {
    const url = request.parsedUrl
    if (OF_THE_SERVICE.includes(url.pathname ?? '')) return next()
    const municipality = await municipalities.byHost(request.hostname() ?? '')
    const prefix = `/${municipality?.slug}`
    if (municipality && url.pathname !== prefix && !url.pathname?.startsWith(`${prefix}/`)) {
      url.pathname = `${prefix}${url.pathname === '/' ? '' : url.pathname}`
    }
    return next()
  }
}

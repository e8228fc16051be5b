import type { HttpContext } from '@adonisjs/core/http'
import type { Municipality } from './municipality.js'
import { tenancy } from './tenancy.js'

/**
 * The municipality a request is addressed to, as `ctx.tenant`. Requests are
 * not wrapped in a transaction: the framework turns an exception into a
 * response further in, so a wrapper would commit the failed one. Each
 * controller runs its work through `run`.
 */
export class RequestTenant {
  constructor(
    private ctx: HttpContext,
    readonly municipality: Municipality
  ) {}

  /** tenancy.run for this municipality, on behalf of whoever sends the request. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const { staff, request } = this.ctx
    return tenancy.run(this.municipality, work, {
      kind: staff ? 'staff' : 'resident',
      staffId: staff?.id,
      staffLogin: staff?.loginId,
      address: staff && request.ip(),
      requestId: request.id(),
    })
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    tenant: RequestTenant
  }
}

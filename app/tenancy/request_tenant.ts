import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from './actor.js'
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

  /** Whoever sends the request. */
  actor(): Actor {
    const { staff, request } = this.ctx
    return {
      kind: staff ? 'staff' : 'resident',
      staffId: staff?.id,
      staffLogin: staff?.loginId,
      address: staff && request.ip(),
      requestId: request.id(),
    }
  }

  /** tenancy.run for this municipality, on behalf of the actor. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return tenancy.run(this.municipality, work, this.actor())
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    tenant: RequestTenant
  }
}

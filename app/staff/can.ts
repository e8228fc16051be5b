import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { audit } from '#app/audit/main'
import { E_FORBIDDEN } from '#app/http/main'

/** Reads a route's permission back, for the check that every staff route names one. */
export const permissionOf = new WeakMap<object, string>()

/**
 * Route middleware: only staff with this permission pass; a refusal is in the
 * audit log.
 *
 * @param permission a declared permission, e.g. `reservation.mark_arrival`
 */
export function can(permission: string) {
  const middleware = async (ctx: HttpContext, next: NextFn) => {
    if (!ctx.staff?.can(permission)) {
      await ctx.tenant.run(() =>
        audit.record({
          action: permission,
          result: 'denied',
          detail: { method: ctx.request.method(), path: ctx.request.url() },
        })
      )
      throw new E_FORBIDDEN()
    }
    return next()
  }
  permissionOf.set(middleware, permission)
  return middleware
}

import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { E_PAGE_NOT_FOUND } from './errors.js'

/** Keeps residents out of a municipality that does not show its pages, or not on this day (表示, 適用期間; R71); staff pages stay reachable. */
export default class VisibleMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.tenant.municipality.visible) throw new E_PAGE_NOT_FOUND()
    return next()
  }
}

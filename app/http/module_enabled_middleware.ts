import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { E_PAGE_NOT_FOUND } from './errors.js'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The module whose page it is; none on a page of the core. */
    moduleId?: string
  }
}

/** Answers 404 for a municipality that has the module off. The route itself is always registered, so that generated route types do not change with data. */
export default class ModuleEnabledMiddleware {
  handle(ctx: HttpContext, next: NextFn, moduleId: string) {
    if (!ctx.tenant.municipality.modules.has(moduleId)) throw new E_PAGE_NOT_FOUND()
    ctx.moduleId = moduleId
    return next()
  }
}

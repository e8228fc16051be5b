import type { HttpContext } from '@adonisjs/core/http'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import type { ReportDeclaration } from '#app/module_kit/main'
import { reportsOf } from '#app/module_system/main'
import { can } from '#app/staff/main'

/**
 * The report an address names, of a module that is on.
 *
 * @throws E_PAGE_NOT_FOUND, or E_FORBIDDEN for somebody who may see others but not this one
 */
export async function findReport(ctx: HttpContext): Promise<ReportDeclaration> {
  const declaration = reportsOf(ctx.tenant.municipality).find(({ id }) => id === ctx.params.report)
  if (!declaration) throw new E_PAGE_NOT_FOUND()
  await can(declaration.permission)(ctx, async () => {})
  return declaration
}

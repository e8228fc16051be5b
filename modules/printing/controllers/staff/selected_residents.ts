import type { HttpContext } from '@adonisjs/core/http'
import { listLinkCodeRuns } from '#app/exchange/main'
import { countInUse, openedSearch, type ResidentSelection } from '#modules/resident-registry/api'

/** What a form says is wrong, beside one of its fields. */
export interface Wrong {
  field: string
  message: string
}

/** Who is to be printed, as the form says. */
export async function selectedResidents(
  ctx: HttpContext,
  input: { selection: 'everybody' | 'search' | 'link_codes'; conditions?: string; run?: string }
): Promise<ResidentSelection | Wrong> {
  if (input.selection === 'everybody') return { by: 'everybody' }
  if (input.selection === 'link_codes') return { by: 'link_codes', runId: input.run! }
  const search = await openedSearch(ctx, input.conditions)
  return search ?? { field: 'selection', message: ctx.i18n.t('printing.staff.labels.search_gone') }
}

/** What the form offers to choose from. */
export async function whoCanBeSelected(ctx: HttpContext, conditions: unknown) {
  const search = await openedSearch(ctx, conditions)
  return ctx.tenant.run(async () => ({
    search: search !== null,
    runs: await listLinkCodeRuns(),
    inUse: await countInUse(),
  }))
}

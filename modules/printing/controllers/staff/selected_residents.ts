import type { HttpContext } from '@adonisjs/core/http'
import { listLinkCodeRuns } from '#app/exchange/main'
import { countInUse, openedSearch, type ResidentSelection } from '#modules/resident-registry/api'
import { countWaiting, waitingSince } from '../../queries/list_waiting.js'

/** What a form says is wrong, beside one of its fields. */
export interface Wrong {
  field: string
  message: string
}

/** Who is to be printed, as the form says. */
export async function selectedResidents(
  ctx: HttpContext,
  input: {
    selection: 'everybody' | 'search' | 'link_codes' | 'held_back' | 'issued'
    conditions?: string
    run?: string
    again?: string
  }
): Promise<ResidentSelection | Wrong> {
  if (input.selection === 'everybody') return { by: 'everybody' }
  if (input.selection === 'link_codes') return { by: 'link_codes', runId: input.run! }
  const { again, selection } = input
  if (selection === 'held_back' || selection === 'issued') {
    const ids = again ? await ctx.tenant.run(() => waitingSince(again, selection)) : []
    if (ids.length > 0) return { by: 'residents', ids }
    return { field: 'selection', message: ctx.i18n.t('printing.staff.labels.nobody_held_back') }
  }
  const search = await openedSearch(ctx, input.conditions)
  return search ?? { field: 'selection', message: ctx.i18n.t('printing.staff.labels.search_gone') }
}

/** What the form offers to choose from. */
export async function whoCanBeSelected(
  ctx: HttpContext,
  { again, conditions }: Record<string, unknown>
) {
  const search = await openedSearch(ctx, conditions)
  return ctx.tenant.run(async () => ({
    search: search !== null,
    runs: await listLinkCodeRuns(),
    inUse: await countInUse(),
    waiting: isId(again) ? await countWaiting(again) : { heldBack: 0, issued: 0 },
  }))
}

/** What an address says before the form is sent: some of a search, or those a print did not print. */
export function selectedInAddress({ again, conditions, issued }: Record<string, unknown>) {
  if (again) return { selection: issued ? 'issued' : 'held_back', again }
  return conditions ? { selection: 'search', conditions } : {}
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && UUID.test(value)

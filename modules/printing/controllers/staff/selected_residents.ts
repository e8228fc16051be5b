import type { HttpContext } from '@adonisjs/core/http'
import { listLinkCodeRuns } from '#app/exchange/main'
import { countInUse, openedSearch, type ResidentSelection } from '#modules/resident-registry/api'
import {
  countWaiting,
  NOBODY_WAITS,
  WAITING_GROUPS,
  waitingSince,
  type WaitingGroup,
} from '../../queries/list_waiting.js'

/** What a form says is wrong, beside one of its fields. */
export interface Wrong {
  field: string
  message: string
}

/** Who is to be printed, as the form says. */
export async function selectedResidents(
  ctx: HttpContext,
  input: {
    selection: 'everybody' | 'search' | 'link_codes' | WaitingGroup
    conditions?: string
    run?: string
    again?: string
  }
): Promise<ResidentSelection | Wrong> {
  if (input.selection === 'everybody') return { by: 'everybody' }
  if (input.selection === 'link_codes') return { by: 'link_codes', runId: input.run! }
  const { again, selection } = input
  if (isWaitingGroup(selection)) {
    const ids = again ? await ctx.tenant.run(() => waitingSince(again, selection)) : []
    if (ids.length > 0) return { by: 'residents', ids }
    return { field: 'selection', message: ctx.i18n.t('printing.staff.labels.nobody_left') }
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
    waiting: isId(again) ? await countWaiting(again) : NOBODY_WAITS,
  }))
}

/** What an address says before the form is sent: some of a search, or those a print left to be printed again. */
export function selectedInAddress({ again, conditions, group }: Record<string, unknown>) {
  if (again) return { selection: isWaitingGroup(group) ? group : 'held_back', again }
  return conditions ? { selection: 'search', conditions } : {}
}

const isWaitingGroup = (value: unknown): value is WaitingGroup =>
  WAITING_GROUPS.includes(value as WaitingGroup)

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && UUID.test(value)

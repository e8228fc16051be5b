import type { HttpContext } from '@adonisjs/core/http'
import { E_FORBIDDEN, E_PAGE_NOT_FOUND } from '#app/http/main'
import { staffCounters } from './queries/staff_counters.js'

/** The part of an address that means the municipality's own hours rather than a counter's. */
export const STANDARD = 'standard'

/** Whose hours a page is about: a counter's, or the municipality's, which every counter follows that has none. */
export interface ScheduleOwner {
  /** Null for the municipality. */
  counterId: string | null
  name: string | null
}

/**
 * The owner an address names, as far as this person may change its hours.
 *
 * @throws E_PAGE_NOT_FOUND for a counter of another municipality or one that is not this person's (R44)
 * @throws E_FORBIDDEN for the municipality's hours, when counters are assigned to this person
 */
export async function scheduleOwner({
  params,
  staff,
  tenant,
}: HttpContext): Promise<ScheduleOwner> {
  const { schedule } = params
  if (schedule === STANDARD) {
    if (staff!.counterIds !== null) throw new E_FORBIDDEN()
    return { counterId: null, name: null }
  }
  const counters = await tenant.run(() => staffCounters(staff!.counterIds))
  const counter = counters.find(({ id }) => id === schedule)
  if (!counter) throw new E_PAGE_NOT_FOUND()
  return { counterId: counter.id, name: counter.name }
}

/** The same where only a counter can be meant. */
export async function scheduleCounter(ctx: HttpContext): Promise<{ id: string; name: string }> {
  const { counterId, name } = await scheduleOwner(ctx)
  if (!counterId) throw new E_PAGE_NOT_FOUND()
  return { id: counterId, name: name! }
}

import { offerAt, type ProcedureType } from './procedure_type.js'
import type { SlotOfWeek } from './queries/week_of_slots.js'
import { slotsOfVisit } from './visit_slots.js'

/** A slot as the start of a visit: how many could begin it then, or that none fits in. */
export type VisitStart = SlotOfWeek & { fits: boolean }

/**
 * The starts of visits of a type: left at each is the fewest in any slot the
 * visit needs, and no more than the counter's quota leaves.
 *
 * @param slots of one counter, in order of time
 * @param type nothing where a visit takes one slot
 */
export function visitStarts(
  slots: SlotOfWeek[],
  counterId: string,
  type?: ProcedureType
): VisitStart[] {
  if (!type) return slots.map((slot) => ({ ...slot, fits: true }))
  const { offered, quota } = offerAt(type, counterId)
  return slots.map((slot, i) => {
    const needed = offered ? slotsOfVisit(slots, i, type.durationMinutes) : undefined
    if (!needed) return { ...slot, free: 0, fits: false }
    const free = needed.map((one) => Math.min(one.free, (quota ?? Infinity) - one.takenByType))
    return { ...slot, free: Math.max(0, Math.min(...free)), fits: true }
  })
}

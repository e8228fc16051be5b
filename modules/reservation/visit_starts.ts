import { offerAt, type ProcedureType } from './procedure_type.js'
import type { SlotOfWeek } from './queries/week_of_slots.js'
import type { Party } from './queries/plan_visit.js'
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
  if (!type) return slots.map((slot) => ({ ...slot, fits: !slot.closed }))
  const { offered, quota } = offerAt(type, counterId)
  return slots.map((slot, i) => {
    const needed = offered ? slotsOfVisit(slots, i, type.durationMinutes) : undefined
    if (!needed || needed.some(({ closed }) => closed)) return { ...slot, free: 0, fits: false }
    const free = needed.map((one) => Math.min(one.free, (quota ?? Infinity) - one.takenByType))
    return { ...slot, free: Math.max(0, Math.min(...free)), fits: true }
  })
}

/** How many desks a party needs free at a start. */
export const desksAtOnce = ({ persons, consecutive }: Party) => (consecutive ? 1 : persons)

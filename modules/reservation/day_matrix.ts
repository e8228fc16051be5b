import { formatMonthDay } from '#app/ui/main'
import type { SlotOfDay } from './queries/day_of_slots.js'

/**
 * One day, every counter side by side (ST1), for the day_matrix component.
 *
 * @param href address a slot's cell leads to
 */
export function dayMatrix(
  slots: SlotOfDay[],
  counters: { id: string; name: string }[],
  date: string,
  href: (slotId: string) => string
) {
  const cells = new Map(slots.map((slot) => [`${slot.time} ${slot.counterId}`, slot]))
  return [...new Set(slots.map(({ time }) => time))].map((time) => ({
    time,
    cells: counters.map((counter) => {
      const slot = cells.get(`${time} ${counter.id}`)
      if (!slot) return { state: 'none' }
      const word = slot.free > 0 ? `空${slot.free}` : '満'
      return {
        state: slot.free > 0 ? 'open' : 'full',
        free: slot.free,
        href: href(slot.id),
        label: `${counter.name} ${formatMonthDay(date)}${time} ${word}`,
      }
    }),
  }))
}

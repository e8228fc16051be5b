/** A stretch of time at a counter, as far as planning a visit needs it. */
export interface Stretch {
  startsAt: Date
  endsAt: Date
}

/**
 * The slots a visit occupies: from its start until its time is over, one
 * adjoining the other.
 *
 * @param slots a counter's, in order of time
 * @param first index of the slot the visit starts in
 * @param minutes how long it takes; the slot itself when null
 * @returns undefined when a gap or the day's end comes first
 */
export function slotsOfVisit<Slot extends Stretch>(
  slots: Slot[],
  first: number,
  minutes: number | null
): Slot[] | undefined {
  if (!slots[first]) return undefined
  if (minutes === null) return [slots[first]]
  const until = slots[first].startsAt.getTime() + minutes * 60_000
  let last = first
  while (slots[last].endsAt.getTime() < until) {
    const next = slots[last + 1]
    if (next?.startsAt.getTime() !== slots[last].endsAt.getTime()) return undefined
    last++
  }
  return slots.slice(first, last + 1)
}

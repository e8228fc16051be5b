import { inTokyo } from '#app/ui/main'
import type { VisitFact } from '#modules/reservation/api'
import { effective, type PastEvent } from './fold.js'
import { NOT_LIVE, type CaseStatus, type ProgressCode } from './progress_codes.js'
import type { ToldStep } from './queries/told_of_visits.js'
import { GIVES_UP, type KnownBecause, type VisitStep } from './visit_steps.js'

/** A step that is no event of the card, though nothing is wrong: what the office recorded says as much. */
export interface Known {
  because: KnownBecause
  /** The event that says it. */
  seq: number
}

/** Events that say that somebody stood at the counter. */
const CAME: readonly string[] = ['VISIT', 'SENDBACK', 'ISSUE'] satisfies ProgressCode[]

interface Card {
  status: CaseStatus
  events: readonly PastEvent[]
}

/**
 * Whether the office knows already what a step says that came after the visit
 * itself: files come once a day, and reservations are settled at night. A
 * status that follows from what happened at the counter is not turned back to
 * what was known before it.
 *
 * @param told what the card was told of the reservation before
 */
export function knownAlready(
  { status, events }: Card,
  { code, round }: VisitStep,
  visit: VisitFact,
  told: readonly ToldStep[]
): Known | undefined {
  if (code === 'VISIT_UNDONE') {
    const undone = told.find((step) => step.code === 'VISIT' && step.round === round)
    return undone?.known ? { because: undone.known, seq: undone.seq! } : undefined
  }
  const own = told.filter((step) => !step.known)
  const booked = own.findLast((step) => step.code === 'RESERVE')?.seq ?? 0
  const counting = effective(events)
  const came = counting.find(
    (event) =>
      event.seq > booked &&
      CAME.includes(event.code) &&
      !own.some(({ seq }) => seq === event.seq) &&
      isThatVisit(event, visit)
  )
  if (came) return { because: 'came_already', seq: came.seq }
  if (!NOT_LIVE.includes(status) || !GIVES_UP.includes(code)) return undefined
  return { because: 'over_already', seq: counting.findLast((event) => event.code === status)!.seq }
}

/** Whoever was sent back may book the same day once more; whoever has the card has no need to. */
function isThatVisit(event: PastEvent, { state, startsAt, visitDate, settledAt }: VisitFact) {
  /** Whoever settles a visit afterwards says nothing of its day. */
  const settledOn = settledAt ? inTokyo(settledAt).toISODate()! : visitDate
  if (event.happenedOn !== (settledOn < visitDate ? settledOn : visitDate)) return false
  return state !== 'reserved' || event.code === 'ISSUE' || event.recordedAt >= startsAt
}

import { publish } from '#app/module_system/main'
import { progressRecorded } from '../api.js'
import type { Refusal } from '../errors.js'
import type { EventFacts } from '../event_facts.js'
import { judge } from '../judge.js'
import { NOT_LIVE, usualVariant, type ProgressCode } from '../progress_codes.js'
import { lockCases, type CaseWithHistory } from '../queries/lock_cases.js'
import { otherLiveCases } from '../queries/other_live_cases.js'
import { personsBarred } from '../queries/persons_barred.js'
import { rulesInForce } from '../queries/rules_in_force.js'
import { recordedBefore } from '../queries/recorded_before.js'
import { reaches } from '../staff_reach.js'
import { writeEvents, type EventToWrite } from './write_events.js'

export type Outcome =
  | { caseId: string; outcome: 'recorded' | 'warned'; seq: number }
  | { caseId: string; outcome: 'refused'; because: Refusal }

interface Options {
  /** The version the page showed; nothing where no page was read first. */
  expectedVersion?: number
  /** The counters whoever records works at; null when not limited. */
  counterIds: string[] | null
  /** The form or run it comes from: recorded once for each card, however often it is sent. */
  token?: string
}

/**
 * Records the same event for some cards, each judged by its own history. All
 * statements are for all of them, so thousands cost little more than one; a
 * case that cannot take the event is left as it was, and its outcome says why.
 *
 * The cases are locked first, and each writes its version plus one: of two who
 * saw the same history the second finds another one (R108).
 */
export async function recordEvents(
  caseIds: string[],
  given: EventFacts,
  { expectedVersion, counterIds, token }: Options
): Promise<Outcome[]> {
  const facts = { ...given, variant: given.variant ?? usualVariant(given.code) }
  const cases = await lockCases(caseIds)
  const inForce = await rulesInForce()
  const before = token ? await recordedBefore(caseIds, token) : new Map<string, number>()
  const toWrite: EventToWrite[] = []
  const outcomes = caseIds.map((id): Outcome => {
    const known = cases.get(id)
    const done = before.get(id)
    if (done !== undefined) return { caseId: id, outcome: 'recorded', seq: done }
    if (!known) return { caseId: id, outcome: 'refused', because: 'no_case' }
    const beyond = counterIds && beyondReach(counterIds, known, facts)
    if (beyond) return { caseId: id, outcome: 'refused', because: beyond }
    if (expectedVersion !== undefined && expectedVersion !== known.version) {
      return { caseId: id, outcome: 'refused', because: 'moved_on' }
    }
    const judged = judge(known, facts, inForce)
    if (typeof judged === 'string') return { caseId: id, outcome: 'refused', because: judged }
    toWrite.push(judged)
    const outcome = judged.verdict === 'warn' ? 'warned' : 'recorded'
    return { caseId: id, outcome, seq: judged.event.seq }
  })
  const blocked = await blockedByOthers(toWrite, facts.code)
  await writeEvents(
    toWrite.filter(({ known }) => !blocked.has(known.id)),
    { ...facts, token }
  )
  for (const { known, event, after } of toWrite) {
    if (blocked.has(known.id)) continue
    publish(progressRecorded, {
      ...{ caseId: known.id, linkCode: known.linkCode, seq: event.seq },
      ...{ code: facts.code, variant: facts.variant },
      ...{ status: after.status, counterId: after.counterId },
    })
  }
  return outcomes.map((outcome) => {
    const because = outcome.outcome !== 'refused' && blocked.get(outcome.caseId)
    return because ? { caseId: outcome.caseId, outcome: 'refused', because } : outcome
  })
}

/** Where somebody works decides which cards, where it happened, and who receives what was sent. */
function beyondReach(
  counterIds: string[],
  known: CaseWithHistory,
  { code, variant, counterId }: EventFacts
): Refusal | null {
  if (!reaches(counterIds, known)) return 'other_counter'
  const { inTransitTo } = known
  if (code === 'STORE' && variant === 'received' && inTransitTo) {
    return counterIds.includes(inTransitTo) ? null : 'not_receiver'
  }
  return counterId && !counterIds.includes(counterId) ? 'other_counter' : null
}

/** What no card's own history says: another card of the same person, and who the person is. */
async function blockedByOthers(
  toWrite: EventToWrite[],
  code: ProgressCode
): Promise<Map<string, Refusal>> {
  const blocked = new Map<string, Refusal>()
  const live = await otherLiveCases(toWrite.filter(becomesLive).map(({ known }) => known))
  live.forEach((id) => blocked.set(id, 'another_live'))
  const codes = new Set<string>()
  for (const { known } of toWrite.filter(becomesLive)) {
    if (codes.has(known.linkCode)) blocked.set(known.id, 'another_live')
    codes.add(known.linkCode)
  }
  if (code !== 'ISSUE') return blocked
  const barred = await personsBarred(toWrite.map(({ known }) => known))
  barred.forEach((id) => blocked.set(id, 'person_barred'))
  return blocked
}

const becomesLive = ({ known, after }: EventToWrite) =>
  NOT_LIVE.includes(known.status) && !NOT_LIVE.includes(after.status)

import { DateTime } from 'luxon'
import { today } from '#app/ui/main'
import type { EventToWrite } from './actions/write_events.js'
import type { Refusal } from './errors.js'
import type { EventFacts } from './event_facts.js'
import { fold, prohibition, type CaseState, type PastEvent } from './fold.js'
import { isCustodyOnly, omission } from './progress_codes.js'
import type { CaseWithHistory } from './queries/lock_cases.js'
import type { RulesInForce } from './queries/rules_in_force.js'

/** What would be written of a card by its own history and the rules in force, or why nothing is. */
export function judge(
  known: CaseWithHistory,
  facts: EventFacts & { variant: string | null },
  { rules, switchedOff }: RulesInForce
): EventToWrite | Refusal {
  const { code, variant } = facts
  const happenedOn = facts.happenedOn ?? today()
  const state = fold(known.firstCounterId, known.events)
  if (switchedOff.has(code)) return 'switched_off'
  if (happenedOn > today()) return 'in_future'
  if (facts.toCounterId && facts.toCounterId === state.counterId) return 'same_counter'
  const event: PastEvent = {
    ...{ seq: known.version + 1, code, variant, cancels: null, happenedOn },
    recordedAt: DateTime.now().toJSDate(),
    counterId: whereOf(facts, state),
    toCounterId: facts.toCounterId ?? null,
    shelf: facts.shelf ?? null,
    deadline: facts.deadline ?? null,
    visitAt: facts.visitAt
      ? DateTime.fromISO(facts.visitAt, { zone: 'Asia/Tokyo' }).toJSDate()
      : null,
  }
  const absolute = prohibition(state, { ...event, code })
  if (absolute) return absolute
  const verdict = isCustodyOnly(code, variant) ? 'normal' : rules.verdict(state.status, code)
  if (verdict === 'forbidden') return 'forbidden'
  const omitted = omission(code, variant, facts.cause)
  if (omitted) return omitted
  if (!facts.reason && (verdict === 'warn' || code === 'LOST')) return 'reason_needed'
  return {
    known,
    event,
    verdict,
    before: state,
    after: fold(known.firstCounterId, [...known.events, event]),
  }
}

/** A card is received where it was sent to, and sent from where it is. */
function whereOf({ code, variant, counterId }: EventFacts, state: CaseState): string {
  if (code === 'STORE' && variant === 'received' && state.inTransitTo) return state.inTransitTo
  if (code === 'STORE' && variant === 'sent') return state.counterId
  return counterId ?? state.counterId
}

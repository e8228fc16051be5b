import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { publish } from '#app/module_system/main'
import { today } from '#app/ui/main'
import { progressCancelled } from '../api.js'
import { withoutWords } from '../coded_words.js'
import { E_CASE_MOVED_ON, E_CASE_NOT_FOUND, E_NOT_RECORDED } from '../errors.js'
import { flaw, fold, type PastEvent } from '../fold.js'
import { NOT_LIVE } from '../progress_codes.js'
import { hasSuccessor } from '../queries/has_successor.js'
import { lockCases, type CaseWithHistory } from '../queries/lock_cases.js'
import { otherLiveCases } from '../queries/other_live_cases.js'
import { rulesInForce } from '../queries/rules_in_force.js'
import { reaches } from '../staff_reach.js'
import { writeEvents } from './write_events.js'

/**
 * Takes an event back: a record of its own says who, when and why, and the
 * event stays where it is (R92). What remains must be a history that could
 * have been recorded: otherwise the later events are to be cancelled first.
 *
 * @throws E_CASE_NOT_FOUND
 * @throws E_CASE_MOVED_ON
 * @throws E_NOT_RECORDED with the reason
 * @returns the number of the cancellation
 */
export async function cancelEvent(input: {
  caseId: string
  seq: number
  reason: string
  /** Who asks for it, where that is not a member of staff. */
  source?: string
  counterIds: string[] | null
  expectedVersion?: number
}): Promise<{ seq: number }> {
  const known = (await lockCases([input.caseId])).get(input.caseId)
  if (!known || !reaches(input.counterIds, known)) throw new E_CASE_NOT_FOUND()
  const target = known.events.find(({ seq, code }) => seq === input.seq && code !== 'CANCEL')
  if (!target) throw new E_CASE_NOT_FOUND()
  if (known.events.some(({ cancels }) => cancels === input.seq)) {
    throw new E_NOT_RECORDED('cancelled_already')
  }
  if (input.expectedVersion !== undefined && input.expectedVersion !== known.version) {
    throw new E_CASE_MOVED_ON()
  }
  if (target.code === 'REISSUE' && (await hasSuccessor(known.id))) {
    throw new E_NOT_RECORDED('has_successor')
  }
  const seq = await cancel(known, target, input)
  await audit.record({
    action: 'card-progress.cancel',
    subject: { type: 'card_case', id: known.id },
    detail: { status: target.code, number: target.seq, reason: withoutWords(input.reason) },
  })
  return { seq }
}

async function cancel(
  known: CaseWithHistory,
  target: PastEvent,
  { reason, source }: { reason: string; source?: string }
): Promise<number> {
  const before = fold(known.firstCounterId, known.events)
  const event: PastEvent = {
    ...{ seq: known.version + 1, code: 'CANCEL', variant: null, cancels: target.seq },
    ...{ happenedOn: today(), recordedAt: DateTime.now().toJSDate() },
    ...{ counterId: before.counterId, toCounterId: null, shelf: null },
    ...{ deadline: null, visitAt: null },
  }
  const history = [...known.events, event]
  if (!isLast(known, target)) {
    const { rules } = await rulesInForce()
    if (flaw(known.firstCounterId, history, rules)) throw new E_NOT_RECORDED('cancel_later_first')
  }
  const after = fold(known.firstCounterId, history)
  const revives = NOT_LIVE.includes(before.status) && !NOT_LIVE.includes(after.status)
  if (revives && (await otherLiveCases([known])).size > 0) {
    throw new E_NOT_RECORDED('another_live')
  }
  await writeEvents([{ known, event, verdict: 'normal', before, after }], { reason, source })
  publish(progressCancelled, {
    ...{ caseId: known.id, linkCode: known.linkCode, seq: event.seq, cancels: target.seq },
    ...{ code: target.code as never, variant: target.variant },
    ...{ status: after.status, counterId: after.counterId },
  })
  return event.seq
}

/** Without the last of them the rest is as it was when that one was recorded, whatever the rules say by now. */
function isLast({ events }: CaseWithHistory, target: PastEvent) {
  const cancelled = new Set(events.map(({ cancels }) => cancels))
  const counting = events.filter(({ code, seq }) => code !== 'CANCEL' && !cancelled.has(seq))
  return counting.at(-1) === target
}

import { audit } from '#app/audit/main'
import { E_CASE_MOVED_ON, E_CASE_NOT_FOUND, E_NOT_RECORDED } from '../errors.js'
import type { EventFacts } from '../event_facts.js'
import { choiceOf } from '../progress_codes.js'
import { recordEvents } from './record_events.js'

/**
 * Records one event for one card (R107).
 *
 * @param input.expectedVersion the version the page showed
 * @param input.counterIds the counters whoever records works at; null when not limited
 * @param input.token of the form: sent twice, it is recorded once
 * @throws E_CASE_NOT_FOUND
 * @throws E_CASE_MOVED_ON when somebody else recorded something since (R108)
 * @throws E_NOT_RECORDED with the reason
 * @returns the event's number, and whether the rules warned
 */
export async function recordEvent(input: {
  caseId: string
  facts: EventFacts
  counterIds: string[] | null
  expectedVersion?: number
  token?: string
}): Promise<{ seq: number; warned: boolean }> {
  const { caseId, facts, ...options } = input
  const [outcome] = await recordEvents([caseId], facts, options)
  if (outcome.outcome === 'refused') {
    if (outcome.because === 'moved_on') throw new E_CASE_MOVED_ON()
    if (outcome.because === 'no_case') throw new E_CASE_NOT_FOUND()
    throw new E_NOT_RECORDED(outcome.because)
  }
  await audit.record({
    action: 'card-progress.record',
    subject: { type: 'card_case', id: caseId },
    detail: {
      status: choiceOf(facts.code, facts.variant),
      number: outcome.seq,
      ...(facts.source && { source: facts.source }),
    },
  })
  return { seq: outcome.seq, warned: outcome.outcome === 'warned' }
}

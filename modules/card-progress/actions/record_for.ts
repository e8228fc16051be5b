import { municipalities, tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import { E_CASE_MOVED_ON, E_NOT_RECORDED } from '../errors.js'
import type { EventFacts } from '../event_facts.js'
import { deadlineOf } from '../facts_from.js'
import { findCase } from '../queries/find_case.js'
import { recordEvent } from './record_event.js'

/** What another module calls through api.ts: an event for whichever card a link code stands for now. */
export async function recordFor(input: {
  linkCode: string
  facts: EventFacts & { source: string }
  token?: string
}) {
  const found = await findCase(input.linkCode)
  if (!('caseId' in found)) return { recorded: false as const, because: found.because }
  try {
    const facts = await withDeadline(input.facts)
    const { seq } = await recordEvent({
      ...{ caseId: found.caseId, facts, token: input.token, counterIds: null },
    })
    return { recorded: true as const, caseId: found.caseId, seq }
  } catch (error) {
    if (error instanceof E_NOT_RECORDED) return { recorded: false as const, because: error.because }
    if (error instanceof E_CASE_MOVED_ON) return { recorded: false as const, because: 'moved_on' }
    throw error
  }
}

/** A notice says until when the card is kept: as the settings have it, where nothing is said. */
async function withDeadline(facts: EventFacts): Promise<EventFacts> {
  if (facts.code !== 'NOTIFY' || facts.deadline) return facts
  const municipality = (await municipalities.byId(tenancy.current().municipalityId))!
  const variant = facts.variant ?? null
  return { ...facts, deadline: deadlineOf(variant, facts.happenedOn ?? today(), municipality) }
}

import { audit } from '#app/audit/main'
import { E_NOT_RECORDED } from '../errors.js'
import type { EventFacts } from '../event_facts.js'
import { openCases, type OpenCases } from './open_cases.js'
import { recordEvent } from './record_event.js'

/**
 * Takes in one card that came by itself: opens its case and records its first
 * event.
 *
 * @throws E_NOT_RECORDED when the link code has a card on its way, or the number is another card's
 */
export async function registerCase(input: {
  linkCode: string
  cardNumber: string | null
  common: OpenCases
  facts: EventFacts
  counterIds: string[] | null
}): Promise<string> {
  const { linkCode, cardNumber, common, facts, counterIds } = input
  if (counterIds && !counterIds.includes(common.counterId))
    throw new E_NOT_RECORDED('other_counter')
  const opened = await openCases([{ linkCode, cardNumber }], common)
  const caseId = opened.get(linkCode)
  if (!caseId) throw new E_NOT_RECORDED(cardNumber ? 'number_taken' : 'another_live')
  await audit.record({
    action: 'card-progress.register',
    subject: { type: 'card_case', id: caseId },
  })
  await recordEvent({ caseId, facts, counterIds })
  return caseId
}

import { audit } from '#app/audit/main'
import { currentLinkCodes, findLinkCode, issueLinkCodes, reissueLinkCode } from '#app/exchange/main'
import { withoutWords } from '../coded_words.js'
import { E_CASE_NOT_FOUND, E_NOT_RECORDED } from '../errors.js'
import { lockCases } from '../queries/lock_cases.js'
import { readCase } from '../queries/read_case.js'
import { openCases } from './open_cases.js'
import { recordEvent } from './record_event.js'

/**
 * 再交付 (R90): closes a case and opens another one that goes on from it, with
 * the same link code or, where the old one is in strange hands, a new one.
 *
 * @throws E_CASE_NOT_FOUND
 * @throws E_CASE_MOVED_ON
 * @throws E_NOT_RECORDED with the reason
 * @returns the new case
 */
export async function reissueCase(input: {
  caseId: string
  reason: string
  newLinkCode: boolean
  counterIds: string[] | null
  expectedVersion?: number
}): Promise<string> {
  const { caseId, reason, counterIds, expectedVersion } = input
  const known = (await lockCases([caseId])).get(caseId)
  const card = await readCase(caseId)
  if (!known || !card) throw new E_CASE_NOT_FOUND()
  await recordEvent({
    ...{ caseId, counterIds, expectedVersion },
    facts: { code: 'REISSUE', reason },
  })
  const linkCode = await codeOfNext(known.linkCode, input)
  const opened = await openCases([{ linkCode, parentId: caseId }], {
    ...{ counterId: known.counterId, method: card.method, kind: 'reissue' },
  })
  const next = opened.get(linkCode)
  if (!next) throw new E_NOT_RECORDED('another_live')
  await audit.record({
    action: 'card-progress.reissue',
    subject: { type: 'card_case', id: next },
    detail: { replaces: caseId, reason: withoutWords(reason) },
  })
  return next
}

/**
 * The old card keeps the link code it had, which may have been replaced since
 * it was handed over; where the latest one was stopped as well, there is none
 * to keep.
 */
async function codeOfNext(
  linkCode: string,
  { newLinkCode, reason }: { newLinkCode: boolean; reason: string }
): Promise<string> {
  const current = (await currentLinkCodes([linkCode])).get(linkCode)!
  const { state } = (await findLinkCode(current))!
  if (state === 'revoked') return (await issueLinkCodes(1)).codes[0]
  return newLinkCode ? reissueLinkCode(current, reason) : current
}

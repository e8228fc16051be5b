import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { Refusal } from '../errors.js'
import { judge } from '../judge.js'
import { casesProposed } from '../queries/disposals.js'
import { lockCases } from '../queries/lock_cases.js'
import { resolveCodes } from '../queries/resolve_codes.js'
import { rulesInForce } from '../queries/rules_in_force.js'
import type { TypedCode } from '../typed_codes.js'

export interface RefusedCode {
  typed: string
  because: Refusal
}

export interface ProposedDisposal {
  /** Chosen out of the list of what waits for it. */
  caseIds: string[]
  /** Scanned: of two cards with one link code, the one that waits for it. */
  codes: TypedCode[]
  method: string
  /** Out of the list, where the rules warn of a card. */
  reason: string | null
  plannedOn: string
  counterIds: string[] | null
}

/**
 * 廃棄の申請: one person names the cards, another one confirms. All of them
 * must be fit for it now, or nothing is proposed. The cards are locked first,
 * so that of two who propose the same one the second finds it taken.
 *
 * @returns the disposal, or the cards that are not fit for it
 */
export async function proposeDisposal(
  proposed: ProposedDisposal
): Promise<{ disposalId: string } | { refused: RefusedCode[] }> {
  const { fit, refused } = await fitForDisposal(proposed)
  if (refused.length > 0 || fit.length === 0) return { refused }
  const { municipalityId, actor } = tenancy.current()
  const reason = fit.some(({ warned }) => warned) ? proposed.reason : null
  const { rows } = await db.rawQuery(
    `INSERT INTO disposals (municipality_id, method, reason, planned_on, proposed_by)
     VALUES (?, ?, ?, ?, ?) RETURNING id`,
    [municipalityId, proposed.method, reason, proposed.plannedOn, actor.staffId!] as any[]
  )
  const disposalId = rows[0].id as string
  await db.rawQuery(
    `INSERT INTO disposal_cases (municipality_id, disposal_id, case_id, warned)
     SELECT ?, ?, n."caseId", n.warned FROM jsonb_to_recordset(?::jsonb) AS n ("caseId" uuid, warned boolean)`,
    [municipalityId, disposalId, JSON.stringify(fit)]
  )
  await audit.record({
    action: 'card-progress.propose_disposal',
    subject: { type: 'disposal', id: disposalId },
    detail: { count: fit.length, method: proposed.method, ...(reason && { reason }) },
  })
  return { disposalId }
}

async function fitForDisposal({ caseIds, codes, reason, counterIds }: ProposedDisposal) {
  const found = await resolveCodes(
    codes.map(({ typed }) => typed),
    { toDispose: true }
  )
  const lines = [
    ...[...new Set(caseIds)].map((caseId) => ({
      typed: caseId,
      caseId,
      because: null,
      twice: false,
    })),
    ...codes.map(({ typed, twice }) => ({ typed, twice, ...found.get(typed)! })),
  ]
  const cases = await lockCases(lines.flatMap(({ caseId }) => caseId ?? []))
  const taken = await casesProposed([...cases.keys()])
  const inForce = await rulesInForce()
  const fit = new Map<string, { caseId: string; warned: boolean }>()
  const refused: RefusedCode[] = []
  for (const { typed, caseId, because, twice } of lines) {
    const known = caseId ? cases.get(caseId) : undefined
    const refuse = (why: Refusal) => refused.push({ typed: known?.linkCode ?? typed, because: why })
    if (twice || (known && fit.has(known.id))) refuse('twice_here')
    else if (!known) refuse(because ?? 'no_case')
    else if (taken.has(known.id)) refuse('proposed_already')
    else if (counterIds && !counterIds.includes(known.counterId)) refuse('other_counter')
    else {
      const judged = judge(known, { code: 'DISPOSE', variant: null, reason }, inForce)
      if (typeof judged === 'string') refuse(judged)
      else fit.set(known.id, { caseId: known.id, warned: judged.verdict === 'warn' })
    }
  }
  return { fit: [...fit.values()], refused }
}

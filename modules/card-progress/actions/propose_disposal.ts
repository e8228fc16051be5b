import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { Refusal } from '../errors.js'
import { fold, prohibition } from '../fold.js'
import { lockCases } from '../queries/lock_cases.js'
import { resolveCodes } from '../queries/resolve_codes.js'
import { rulesInForce } from '../queries/rules_in_force.js'
import type { TypedCode } from '../typed_codes.js'

export interface RefusedCode {
  typed: string
  because: Refusal
}

/**
 * 廃棄の申請: one person names the cards, another one confirms. All of them
 * must be fit for it now, or nothing is proposed.
 *
 * @returns the disposal, or the cards that are not fit for it
 */
export async function proposeDisposal(input: {
  codes: TypedCode[]
  method: string
  plannedOn: string
  counterIds: string[] | null
}): Promise<{ disposalId: string } | { refused: RefusedCode[] }> {
  const { caseIds, refused } = await fitForDisposal(input.codes, input.counterIds)
  if (refused.length > 0 || caseIds.length === 0) return { refused }
  const { municipalityId, actor } = tenancy.current()
  const { rows } = await db.rawQuery(
    `INSERT INTO disposals (municipality_id, method, planned_on, proposed_by)
     VALUES (?, ?, ?, ?) RETURNING id`,
    [municipalityId, input.method, input.plannedOn, actor.staffId!]
  )
  const disposalId = rows[0].id as string
  await db.rawQuery(
    `INSERT INTO disposal_cases (municipality_id, disposal_id, case_id)
     SELECT ?, ?, id FROM unnest(?::uuid[]) AS n (id)`,
    [municipalityId, disposalId, caseIds] as any[]
  )
  await audit.record({
    action: 'card-progress.propose_disposal',
    subject: { type: 'disposal', id: disposalId },
    detail: { count: caseIds.length, method: input.method },
  })
  return { disposalId }
}

async function fitForDisposal(codes: TypedCode[], counterIds: string[] | null) {
  const found = await resolveCodes(codes.map(({ typed }) => typed))
  const cases = await lockCases([...found.values()].flatMap(({ caseId }) => caseId ?? []))
  const { rules } = await rulesInForce()
  const caseIds: string[] = []
  const refused: RefusedCode[] = []
  for (const { typed, twice } of codes) {
    const one = found.get(typed)
    const known = one?.caseId ? cases.get(one.caseId) : undefined
    if (twice) refused.push({ typed, because: 'twice_here' })
    else if (!known) refused.push({ typed, because: one?.because ?? 'unknown_code' })
    else if (counterIds && !counterIds.includes(known.counterId)) {
      refused.push({ typed, because: 'other_counter' })
    } else {
      const state = fold(known.firstCounterId, known.events)
      const event = {
        code: 'DISPOSE' as const,
        variant: null,
        recordedAt: DateTime.now().toJSDate(),
      }
      const because =
        prohibition(state, event) ??
        (rules.verdict(state.status, 'DISPOSE') === 'forbidden' ? 'forbidden' : null)
      if (because) refused.push({ typed, because })
      else caseIds.push(known.id)
    }
  }
  return { caseIds, refused }
}

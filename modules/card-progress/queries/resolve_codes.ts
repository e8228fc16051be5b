import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface ResolvedCode {
  caseId: string | null
  because: 'unknown_code' | 'code_revoked' | 'no_case' | null
}

/**
 * Which card each of many codes means; as findCase, in one statement.
 *
 * @param typed as `readTypedCodes` gives them
 * @param options.liveOnly a card that was handed over or stopped does not count: another one has come
 */
export async function resolveCodes(
  typed: string[],
  { liveOnly = false }: { liveOnly?: boolean } = {}
): Promise<Map<string, ResolvedCode>> {
  if (typed.length === 0) return new Map()
  const { rows } = await db.rawQuery(
    `SELECT wanted.typed, coalesce(by_code.id, by_number.id) AS "caseId", l.state
       FROM unnest(:typed::text[]) AS wanted (typed)
       LEFT JOIN LATERAL (
            SELECT c.id FROM card_cases c
             WHERE c.municipality_id = :municipality AND c.link_code = wanted.typed
               AND (NOT :live OR c.status NOT IN ('ISSUE', 'VOID', 'DISPOSE', 'REISSUE'))
             ORDER BY c.status IN ('ISSUE', 'VOID', 'DISPOSE', 'REISSUE'), c.created_at DESC, c.id DESC
             LIMIT 1) AS by_code ON true
       LEFT JOIN card_cases by_number
         ON by_number.municipality_id = :municipality AND by_number.card_number = wanted.typed
       LEFT JOIN link_codes l ON l.municipality_id = :municipality AND l.code = wanted.typed`,
    { typed, municipality: tenancy.current().municipalityId, live: liveOnly } as any
  )
  return new Map(
    rows.map(({ typed: code, caseId, state }: any) => [
      code as string,
      { caseId, because: caseId ? null : becauseOf(state) },
    ])
  )
}

const becauseOf = (state: string | null) =>
  state === 'active' ? 'no_case' : state === 'revoked' ? 'code_revoked' : 'unknown_code'

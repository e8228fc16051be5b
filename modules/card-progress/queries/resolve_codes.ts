import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { isPast } from './is_past.js'

export interface ResolvedCode {
  caseId: string | null
  because: 'unknown_code' | 'code_revoked' | 'no_case' | 'several_cards' | null
}

interface Options {
  /** A card that was handed over or stopped does not count: another one has come. */
  liveOnly?: boolean
  /** Of the cards of a code the one that only waits for 廃棄 is meant; of two such ones neither. */
  toDispose?: boolean
}

/** SQL: that a card is finished with and still lies here. */
export const waitsForDisposal = (card: string) =>
  `${card}.in_stock AND ${card}.status IN ('VOID', 'REISSUE')`

/**
 * Which card each of many codes means; as findCase, in one statement.
 *
 * @param typed as `readTypedCodes` gives them
 */
export async function resolveCodes(
  typed: string[],
  { liveOnly = false, toDispose = false }: Options = {}
): Promise<Map<string, ResolvedCode>> {
  if (typed.length === 0) return new Map()
  const { rows } = await db.rawQuery(
    `SELECT wanted.typed, coalesce(by_code.id, by_number.id) AS "caseId",
            by_code.waiting > 1 AS several, l.state
       FROM unnest(:typed::text[]) AS wanted (typed)
       LEFT JOIN LATERAL (
            SELECT c.id, count(*) FILTER (WHERE w.waits) OVER () AS waiting
              FROM card_cases c
             CROSS JOIN LATERAL (SELECT :dispose AND ${waitsForDisposal('c')} AS waits) AS w
             WHERE c.municipality_id = :municipality AND c.link_code = wanted.typed
               AND (NOT :live OR NOT ${isPast('c')})
             ORDER BY w.waits DESC, ${isPast('c')}, c.created_at DESC, c.id DESC
             LIMIT 1) AS by_code ON true
       LEFT JOIN card_cases by_number
         ON by_number.municipality_id = :municipality AND by_number.card_number = wanted.typed
       LEFT JOIN link_codes l ON l.municipality_id = :municipality AND l.code = wanted.typed`,
    {
      typed,
      municipality: tenancy.current().municipalityId,
      live: liveOnly,
      dispose: toDispose,
    } as any
  )
  return new Map(
    rows.map(({ typed: code, caseId, several, state }: any) => [
      code as string,
      several
        ? { caseId: null, because: 'several_cards' }
        : { caseId, because: caseId ? null : becauseOf(state) },
    ])
  )
}

const becauseOf = (state: string | null) =>
  state === 'active' ? 'no_case' : state === 'revoked' ? 'code_revoked' : 'unknown_code'

import db from '@adonisjs/lucid/services/db'
import { linkCodeStates } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import type { ImportRow } from '../resident_import.js'
import { numberKey, type ResidentState } from '../resident.js'

/** Why a link code that was issued already is not given to somebody. */
export type CodeRefusal = 'unknown' | 'stopped' | 'taken' | 'not_in_use' | 'has_another'

/** A link code, twelve symbols, and the 住民ID of whoever is to have it; nobody has to be registered with it yet. */
export interface WantedCode {
  code: string
  number: string
}

/** The codes lines of a file say. */
export const codesWantedBy = (rows: ImportRow[]): WantedCode[] =>
  rows.flatMap(({ number, linkCode }) => (linkCode ? [{ number, code: linkCode }] : []))

/**
 * Whether codes that were issued for cards, or by the other side, can be given
 * to residents.
 *
 * @param lock keeps the codes as they are, and others who want them waiting, until the scope's end
 * @returns by code; `null` where it can be given, `theirs` where they have it
 */
export async function whyNotGiven(
  wanted: WantedCode[],
  { lock = false } = {}
): Promise<Map<string, CodeRefusal | 'theirs' | null>> {
  if (wanted.length === 0) return new Map()
  const states = await linkCodeStates(
    wanted.map(({ code }) => code),
    { lock }
  )
  const { rows } = await db.rawQuery(
    `SELECT w.code, r.state, live.code AS "liveCode", holder.code IS NOT NULL AS taken
       FROM unnest(:codes::text[], :keys::text[]) AS w (code, key)
       LEFT JOIN residents r ON r.municipality_id = :municipality AND r.number_key = w.key
       LEFT JOIN resident_link_codes live
         ON live.municipality_id = :municipality AND live.resident_id = r.id
            AND live.ended_at IS NULL
       LEFT JOIN resident_link_codes holder
         ON holder.municipality_id = :municipality AND holder.code = w.code`,
    {
      codes: wanted.map(({ code }) => code),
      keys: wanted.map(({ number }) => numberKey(number)),
      municipality: tenancy.current().municipalityId,
    } as any
  )
  return new Map(rows.map((row: Found) => [row.code, verdictOf(row, states.get(row.code))]))
}

interface Found {
  code: string
  state: ResidentState | null
  liveCode: string | null
  taken: boolean
}

function verdictOf({ code, state, liveCode, taken }: Found, codeState?: 'active' | 'revoked') {
  if (liveCode === code) return 'theirs'
  if (!codeState) return 'unknown'
  if (codeState === 'revoked') return 'stopped'
  if (taken) return 'taken'
  if (state && state !== 'active') return 'not_in_use'
  return liveCode ? 'has_another' : null
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { readReadableCode } from '../readable_code.js'

export interface LinkCode {
  /** The twelve symbols; `formatReadableCode` groups them for people. */
  code: string
  state: 'active' | 'revoked'
  runId: string
  issuedAt: Date
  revokedAt: Date | null
  revokedBecause: string | null
  /** The code it was issued in place of, and the one issued in its place. */
  replaces: string | null
  replacedBy: string | null
}

/**
 * The link code somebody typed or scanned, in any width and case, with or
 * without hyphens.
 *
 * @returns nothing when it cannot be a code, or none issued here
 */
export async function findLinkCode(typed: string): Promise<LinkCode | undefined> {
  const code = readReadableCode(typed)
  if (!code) return undefined
  const { rows } = await db.rawQuery(
    `SELECT c.code, c.state, c.run_id AS "runId", c.issued_at AS "issuedAt",
            c.revoked_at AS "revokedAt", c.revoked_because AS "revokedBecause",
            c.replaces, n.code AS "replacedBy"
       FROM link_codes c
       LEFT JOIN link_codes n ON n.municipality_id = c.municipality_id AND n.replaces = c.code
      WHERE c.municipality_id = ? AND c.code = ?`,
    [tenancy.current().municipalityId, code]
  )
  return rows[0]
}

import db from '@adonisjs/lucid/services/db'
import { readReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import type { ResidentStanding } from '../api.js'

/** Whether the resident a link code stands for, or stood for until it ended, may use the service. */
export async function standingOfCode(typed: string): Promise<ResidentStanding> {
  const code = readReadableCode(typed)
  if (!code) return 'unknown'
  const { rows } = await db.rawQuery(
    `SELECT r.state
       FROM resident_link_codes l
       JOIN residents r ON r.municipality_id = l.municipality_id AND r.id = l.resident_id
      WHERE l.municipality_id = ? AND l.code = ?`,
    [tenancy.current().municipalityId, code]
  )
  return rows[0]?.state ?? 'unknown'
}

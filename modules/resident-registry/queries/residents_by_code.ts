import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Resident } from '../resident.js'
import { RESIDENT_COLUMNS, readResident } from './read_resident.js'

/** Whom link codes stand for, or stood for until they ended: a code is never somebody else's. */
export async function residentsByCode(
  codes: string[]
): Promise<(Resident & { code: string; ended: boolean })[]> {
  const { rows } = await db.rawQuery(
    `SELECT ${RESIDENT_COLUMNS}, l.code, l.ended_at IS NOT NULL AS ended
       FROM resident_link_codes l
       JOIN residents r ON r.municipality_id = l.municipality_id AND r.id = l.resident_id
      WHERE l.municipality_id = ? AND l.code = ANY (?::text[])`,
    [tenancy.current().municipalityId, codes] as any[]
  )
  return rows.map((row: any) => readResident<{ code: string; ended: boolean }>(row))
}

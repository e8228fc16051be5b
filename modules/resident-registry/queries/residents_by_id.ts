import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { RESIDENT_COLUMNS, readResident } from './read_resident.js'
import type { ListedResident } from './search_residents.js'

/** Several residents, in no order. */
export async function residentsById(ids: string[]): Promise<ListedResident[]> {
  const { rows } = await db.rawQuery(
    `SELECT ${RESIDENT_COLUMNS}, l.code AS "linkCode"
       FROM residents r
       LEFT JOIN resident_link_codes l
         ON l.municipality_id = r.municipality_id AND l.resident_id = r.id AND l.ended_at IS NULL
      WHERE r.municipality_id = ? AND r.id = ANY (?::uuid[])`,
    [tenancy.current().municipalityId, ids] as any[]
  )
  return rows.map((row: any) => readResident<{ linkCode: string | null }>(row))
}

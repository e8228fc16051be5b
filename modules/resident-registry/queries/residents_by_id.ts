import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Resident } from '../resident.js'
import { RESIDENT_COLUMNS, readResident } from './read_resident.js'

/** Several residents, in no order. */
export async function residentsById(ids: string[]): Promise<Resident[]> {
  const { rows } = await db.rawQuery(
    `SELECT ${RESIDENT_COLUMNS}
       FROM residents r
      WHERE r.municipality_id = ? AND r.id = ANY (?::uuid[])`,
    [tenancy.current().municipalityId, ids] as any[]
  )
  return rows.map((row: any) => readResident(row))
}

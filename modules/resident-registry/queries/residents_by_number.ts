import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { numberKey, type Resident } from '../resident.js'
import { RESIDENT_COLUMNS, readResident } from './read_resident.js'

/**
 * Who has these 住民ID.
 *
 * @param lock keeps them from changing until the scope's end
 * @returns by the number as it is compared
 */
export async function residentsByNumber(
  numbers: string[],
  { lock = false } = {}
): Promise<Map<string, Resident>> {
  const { rows } = await db.rawQuery(
    `SELECT ${RESIDENT_COLUMNS} FROM residents r
      WHERE r.municipality_id = ? AND r.number_key = ANY (?::text[])
      ORDER BY r.number_key ${lock ? 'FOR UPDATE' : ''}`,
    [tenancy.current().municipalityId, numbers.map(numberKey)] as any[]
  )
  return new Map(
    rows.map((row: any) => {
      const resident = readResident(row)
      return [resident.numberKey, resident]
    })
  )
}

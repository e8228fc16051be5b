import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface OpenCounter {
  id: string
  code: string
  name: string
  address: string | null
  directions: string | null
  phone: string | null
}

/** The counters residents can choose today or later, in the municipality's order (R118, R119, R122). */
export async function openCounters(today: string): Promise<OpenCounter[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, code, name, address, directions, phone FROM counters
      WHERE municipality_id = ? AND visible AND (valid_until IS NULL OR valid_until >= ?::date)
      ORDER BY display_order, code`,
    [tenancy.current().municipalityId, today]
  )
  return rows
}

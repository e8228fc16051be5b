import db from '@adonisjs/lucid/services/db'
import { tenancy } from '../tenancy.js'

/**
 * Whether the municipality holds residents' data at this moment, and until the
 * scope's end: whoever switches it waits, or is waited for.
 */
export async function holdsResidentDataNow(): Promise<boolean> {
  const { rows } = await db.rawQuery(
    'SELECT holds_resident_data AS holds FROM municipalities WHERE id = ? FOR KEY SHARE',
    [tenancy.current().municipalityId]
  )
  return rows[0].holds
}

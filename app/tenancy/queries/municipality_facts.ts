import db from '@adonisjs/lucid/services/db'
import { tenancy } from '../tenancy.js'
import type { MunicipalityFacts } from '../actions/update_municipality.js'

/** What the open scope's municipality says of itself, as stored now. */
export async function municipalityFacts(): Promise<
  MunicipalityFacts & { code: string; slug: string; created_at: Date; updated_at: Date }
> {
  const { rows } = await db.rawQuery(
    'SELECT *, valid_from::text, valid_until::text FROM municipalities WHERE id = ?',
    [tenancy.current().municipalityId]
  )
  return rows[0]
}

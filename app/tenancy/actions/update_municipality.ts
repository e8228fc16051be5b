import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { municipalities } from '../municipality_directory.js'
import { tenancy } from '../tenancy.js'

/** Columns of `municipalities` a municipality changes itself; code and address slug stay. */
export interface MunicipalityFacts {
  name: string
  name_kana: string
  header_title: string | null
  postal_code: string | null
  address: string | null
  department: string | null
  contact_person: string | null
  phone: string | null
  fax: string | null
  email: string | null
  homepage: string | null
  visible: boolean
  display_order: number
  service_code: string | null
  /** ISO dates. */
  valid_from: string | null
  valid_until: string | null
}

/**
 * Changes what a municipality says of itself (R71); shown on its pages at
 * once.
 *
 * @returns how many facts changed
 */
export async function updateMunicipality(facts: MunicipalityFacts): Promise<number> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    'SELECT *, valid_from::text, valid_until::text FROM municipalities WHERE id = ? FOR UPDATE',
    [municipalityId]
  )
  const changed = (Object.keys(facts) as (keyof MunicipalityFacts)[]).filter(
    (key) => facts[key] !== rows[0][key]
  )
  if (changed.length === 0) return 0

  await db
    .from('municipalities')
    .where('id', municipalityId)
    .update({ ...facts, updated_at: new Date() })
  await audit.record({
    action: 'core.update_municipality',
    subject: { type: 'municipality', id: rows[0].code },
    detail: {
      changes: Object.fromEntries(
        changed.map((key) => [key, { from: rows[0][key], to: facts[key] }])
      ),
    },
  })
  tenancy.afterCommit(async () => municipalities.forget())
  return changed.length
}

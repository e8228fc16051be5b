import db from '@adonisjs/lucid/services/db'
import type { StoredResidentData } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** Residents, those who were deregistered too, and files that are being taken in. */
const storedResidents: StoredResidentData = async ({ i18n }) => {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT (SELECT count(*)::int FROM residents WHERE municipality_id = ?) AS residents,
            (SELECT count(*)::int FROM resident_imports
              WHERE municipality_id = ? AND ended_at IS NULL) AS imports_open`,
    [municipalityId, municipalityId]
  )
  return Object.entries(rows[0] as Record<string, number>)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => ({ label: i18n.t(`resident-registry.staff.privacy.${name}`), count }))
}

export default storedResidents

import db from '@adonisjs/lucid/services/db'
import type { StoredResidentData } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** What can still be taken out as a file. */
const storedPrints: StoredResidentData = async ({ i18n }) => {
  const { rows } = await db.rawQuery(
    'SELECT coalesce(sum(records), 0)::int AS n FROM print_parts WHERE municipality_id = ? AND erased_at IS NULL',
    [tenancy.current().municipalityId]
  )
  const count = rows[0].n as number
  return count > 0 ? [{ label: i18n.t('printing.staff.privacy.files'), count }] : []
}

export default storedPrints

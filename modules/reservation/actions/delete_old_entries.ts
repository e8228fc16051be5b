import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** Deletes places in the lines of days long past. */
const deleteOldEntries: ApplyRetention = async ({ before, limit }) => {
  const { municipalityId } = tenancy.current()
  const { rowCount } = (await db.rawQuery(
    `DELETE FROM waitlist_entries
      WHERE municipality_id = ? AND id IN (
              SELECT id FROM waitlist_entries
               WHERE municipality_id = ? AND visit_date < ?::date LIMIT ?)`,
    [municipalityId, municipalityId, before, limit]
  )) as { rowCount: number }
  return rowCount
}

export default deleteOldEntries

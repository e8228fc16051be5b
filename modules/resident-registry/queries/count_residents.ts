import db from '@adonisjs/lucid/services/db'
import type { RecordCounter } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/**
 * How many residents there are. What each has in a field is encrypted, so a
 * change of a field is announced as concerning all of them: never too few.
 */
const countResidents: RecordCounter = async () => {
  const { rows } = await db.rawQuery(
    'SELECT count(*)::int AS n FROM residents WHERE municipality_id = ?',
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}

export default countResidents

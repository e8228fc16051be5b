import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { anonymiseReservations } from './anonymise_reservations.js'

/** Makes reservations anonymous whose visit was before a day, whatever became of them. */
const anonymiseOldReservations: ApplyRetention = async ({ before, limit }) => {
  const { rows } = await db.rawQuery(
    `SELECT id FROM reservations
      WHERE municipality_id = ? AND anonymised_at IS NULL AND state <> 'held' AND visit_date < ?::date
      ORDER BY visit_date LIMIT ? FOR UPDATE`,
    [tenancy.current().municipalityId, before, limit]
  )
  if (rows.length === 0) return 0
  return anonymiseReservations(rows.map(({ id }: { id: string }) => id))
}

export default anonymiseOldReservations

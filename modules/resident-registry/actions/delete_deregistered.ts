import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { deleteResidents } from './delete_residents.js'

/** Deletes residents who were deregistered before a day. */
const deleteDeregistered: ApplyRetention = async ({ before, limit }) => {
  const { rows } = await db.rawQuery(
    `SELECT id FROM residents
      WHERE municipality_id = ? AND state = 'deregistered'
        AND state_changed_at < (?::date)::timestamp AT TIME ZONE 'Asia/Tokyo'
      ORDER BY number_key LIMIT ? FOR UPDATE`,
    [tenancy.current().municipalityId, before, limit]
  )
  return deleteResidents(rows.map(({ id }: { id: string }) => id))
}

export default deleteDeregistered

import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** Deletes accounts that were withdrawn before a day; nothing about the person is left in them by then but the ID. */
const deleteWithdrawn: ApplyRetention = async ({ before, limit }) => {
  const { municipalityId } = tenancy.current()
  const { rowCount } = (await db.rawQuery(
    `DELETE FROM accounts
      WHERE municipality_id = ? AND id IN (
              SELECT id FROM accounts
               WHERE municipality_id = ? AND state = 'withdrawn'
                 AND settled_at < (?::date)::timestamp AT TIME ZONE 'Asia/Tokyo'
               LIMIT ?)`,
    [municipalityId, municipalityId, before, limit]
  )) as { rowCount: number }
  return rowCount
}

export default deleteWithdrawn

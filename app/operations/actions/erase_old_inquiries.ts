import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** Erases what was asked and answered; day, counter, kind and way stay, which the monthly report counts. */
const eraseOldInquiries: ApplyRetention = async ({ before, limit }) => {
  const { municipalityId } = tenancy.current()
  const { rowCount } = (await db.rawQuery(
    `UPDATE inquiries SET question = '', answer = CASE WHEN answer IS NOT NULL THEN '' END
      WHERE municipality_id = ? AND id IN (
              SELECT id FROM inquiries
               WHERE municipality_id = ? AND received_on < ?::date
                 AND (question <> '' OR answer <> '')
               LIMIT ?)`,
    [municipalityId, municipalityId, before, limit]
  )) as { rowCount: number }
  return rowCount
}

export default eraseOldInquiries

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '../tenancy.js'

/**
 * Sets the last day of a counter (撤収, R121); nothing when there is no such counter.
 *
 * @param lastDay ISO date
 */
export async function endCounter(id: string, lastDay: string) {
  const { rows } = await db.rawQuery(
    `UPDATE counters SET valid_until = :lastDay::date, valid_from = least(valid_from, :lastDay::date)
      WHERE municipality_id = :municipality AND id = :id
      RETURNING code`,
    { municipality: tenancy.current().municipalityId, id, lastDay }
  )
  if (!rows[0]) return
  await audit.record({
    action: 'core.update_counter',
    subject: { type: 'counter', id },
    detail: { code: rows[0].code, changes: { valid_until: { to: lastDay } } },
  })
}

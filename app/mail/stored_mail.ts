import db from '@adonisjs/lucid/services/db'
import type { StoredResidentData } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** Messages whose recipient and text are still there, and answers that can be searched for without their record. */
const storedMail: StoredResidentData = async ({ i18n }) => {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM mail_messages WHERE municipality_id = ? AND sealed IS NOT NULL`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n > 0 ? [{ label: i18n.t('privacy.stored.mail'), count: rows[0].n }] : []
}

export default storedMail

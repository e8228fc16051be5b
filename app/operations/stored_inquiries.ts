import db from '@adonisjs/lucid/services/db'
import type { StoredResidentData } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** Inquiries in words, where somebody may be named. */
const storedInquiries: StoredResidentData = async ({ i18n }) => {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM inquiries
      WHERE municipality_id = ? AND (question <> '' OR answer <> '')`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n > 0 ? [{ label: i18n.t('privacy.stored.inquiries'), count: rows[0].n }] : []
}

export default storedInquiries

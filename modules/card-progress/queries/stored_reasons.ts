import db from '@adonisjs/lucid/services/db'
import type { StoredResidentData } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import { MANY_IN_WORDS } from '../coded_words.js'

/** Reasons somebody wrote: each can name somebody. */
const storedReasons: StoredResidentData = async ({ i18n }) => {
  const { rows } = await db.rawQuery(
    `SELECT (SELECT count(*)::int FROM written_reasons WHERE municipality_id = :municipality)
          + (SELECT count(*)::int FROM bulk_actions
              WHERE municipality_id = :municipality AND ${MANY_IN_WORDS}) AS count`,
    { municipality: tenancy.current().municipalityId }
  )
  const { count } = rows[0]
  return count > 0 ? [{ label: i18n.t('card-progress.staff.privacy.stored'), count }] : []
}

export default storedReasons

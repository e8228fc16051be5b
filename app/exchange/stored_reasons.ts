import db from '@adonisjs/lucid/services/db'
import type { StoredResidentData } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** SQL: that why a code was stopped is in somebody's words; anything can be said in words. */
export const IN_WORDS = `revoked_because !~ '^#[a-z_]+$'`

/** What stands where somebody wrote why a code was stopped. */
export const ERASED = '#erased'

/** What the log, which nobody can shorten, keeps of a reason: a code itself, of words only that there were some. */
export const reasonInLog = (because: string) => (/^#[a-z_]+$/.test(because) ? because : '#written')

/** Link codes that say in words why they were stopped. */
const storedReasons: StoredResidentData = async ({ i18n }) => {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM link_codes WHERE municipality_id = ? AND ${IN_WORDS}`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n > 0 ? [{ label: i18n.t('privacy.stored.reasons'), count: rows[0].n }] : []
}

export default storedReasons

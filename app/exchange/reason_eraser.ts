import db from '@adonisjs/lucid/services/db'
import { idsOf, type PersonEraser, type PersonKey } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { ERASED, IN_WORDS } from './stored_reasons.js'

const theirs = (keys: PersonKey[]) =>
  [tenancy.current().municipalityId, idsOf(keys, 'link_code')] as any[]

/** Takes the words off the link codes of a person: that they were issued and stopped stays, as no code is used twice. */
const reasonEraser: PersonEraser = {
  async preview(keys, { i18n }) {
    const { rows } = await db.rawQuery(
      `SELECT count(*)::int AS n FROM link_codes
        WHERE municipality_id = ? AND code = ANY (?::text[]) AND ${IN_WORDS}`,
      theirs(keys)
    )
    const { n } = rows[0]
    return {
      goes: n > 0 ? [i18n.t('privacy.erase.reasons_go', { n })] : [],
      stays: [],
      hindrances: [],
    }
  },

  async erase(keys) {
    const { rowCount } = (await db.rawQuery(
      `UPDATE link_codes SET revoked_because = '${ERASED}'
        WHERE municipality_id = ? AND code = ANY (?::text[]) AND ${IN_WORDS}`,
      theirs(keys)
    )) as { rowCount: number }
    return rowCount
  },
}

export default reasonEraser

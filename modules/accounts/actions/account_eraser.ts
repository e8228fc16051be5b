import db from '@adonisjs/lucid/services/db'
import { uuidsOf, type PersonEraser } from '@madoguchi/module-kit'
import { forgetIndexed } from '#app/fields/main'
import { tenancy } from '#app/tenancy/main'
import { accountSubject } from '../account_subject.js'

/** Deletes somebody's account; how many were issued or registered in a run stays. */
const accountEraser: PersonEraser = {
  async preview(keys, { i18n }) {
    const { rows } = await db.rawQuery(
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE run_id IS NOT NULL)::int AS issued
         FROM accounts WHERE municipality_id = ? AND id = ANY (?::uuid[])`,
      [tenancy.current().municipalityId, uuidsOf(keys, 'account')] as any[]
    )
    const { n, issued } = rows[0]
    return {
      goes: n > 0 ? [i18n.t('accounts.staff.privacy.erase.goes', { n })] : [],
      stays: issued > 0 ? [i18n.t('accounts.staff.privacy.erase.stays')] : [],
      hindrances: [],
    }
  },

  async erase(keys) {
    const ids = uuidsOf(keys, 'account')
    const { rowCount } = (await db.rawQuery(
      'DELETE FROM accounts WHERE municipality_id = ? AND id = ANY (?::uuid[])',
      [tenancy.current().municipalityId, ids] as any[]
    )) as { rowCount: number }
    await forgetIndexed(accountSubject, ids)
    return rowCount
  },
}

export default accountEraser

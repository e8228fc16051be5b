import db from '@adonisjs/lucid/services/db'
import type { StoredResidentData } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** Every account is somebody's, one that is withdrawn too. */
const storedAccounts: StoredResidentData = async ({ i18n }) => {
  const { rows } = await db.rawQuery(
    'SELECT count(*)::int AS n FROM accounts WHERE municipality_id = ?',
    [tenancy.current().municipalityId]
  )
  return rows[0].n > 0
    ? [{ label: i18n.t('accounts.staff.privacy.accounts'), count: rows[0].n }]
    : []
}

export default storedAccounts

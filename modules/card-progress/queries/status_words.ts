import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { StatusWords } from '../status_words.js'

/** The names in force, in the open scope. */
export async function statusWords(i18n: I18n): Promise<StatusWords> {
  const { rows } = await db.rawQuery(
    'SELECT code, name, in_use AS "inUse" FROM progress_statuses WHERE municipality_id = ?',
    [tenancy.current().municipalityId]
  )
  return new StatusWords(rows, i18n)
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { ImportMistake } from '../resident_import.js'

/** What is wrong in a file, line by line, after a line. */
export async function importMistakes(
  importId: string,
  { after = 0, most }: { after?: number; most: number }
): Promise<ImportMistake[]> {
  const { rows } = await db.rawQuery(
    `SELECT line, column_at AS column, sentence FROM resident_import_mistakes
      WHERE municipality_id = ? AND import_id = ? AND line > ?
      ORDER BY line, n LIMIT ?`,
    [tenancy.current().municipalityId, importId, after, most]
  )
  return rows
}

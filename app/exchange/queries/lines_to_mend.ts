import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Lines of a file that were left out for one of some reasons, from 1. */
export async function linesToMend(
  fileId: string,
  because: readonly string[],
  { after = 0, limit }: { after?: number; limit: number }
): Promise<number[]> {
  const { rows } = await db.rawQuery(
    `SELECT line FROM exchange_left_out
      WHERE municipality_id = ? AND file_id = ? AND because = ANY (?::text[]) AND line > ?
      ORDER BY line LIMIT ?`,
    [tenancy.current().municipalityId, fileId, [...because], after, limit] as any[]
  )
  return rows.map(({ line }: { line: number }) => line)
}

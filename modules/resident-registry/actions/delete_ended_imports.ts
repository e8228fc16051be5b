import db from '@adonisjs/lucid/services/db'
import type { ApplyRetention } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'

/** Deletes imports that ended before a day, with what was wrong in which line; their files went when they ended. */
const deleteEndedImports: ApplyRetention = async ({ before, limit }) => {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT id FROM resident_imports
      WHERE municipality_id = ? AND ended_at < (?::date)::timestamp AT TIME ZONE 'Asia/Tokyo'
      ORDER BY id LIMIT ? FOR UPDATE`,
    [municipalityId, before, limit]
  )
  const ids = rows.map(({ id }: { id: string }) => id)
  await db.rawQuery(
    'DELETE FROM resident_import_mistakes WHERE municipality_id = ? AND import_id = ANY (?::uuid[])',
    [municipalityId, ids] as any[]
  )
  await db.rawQuery(
    'DELETE FROM resident_imports WHERE municipality_id = ? AND id = ANY (?::uuid[])',
    [municipalityId, ids] as any[]
  )
  return ids.length
}

export default deleteEndedImports

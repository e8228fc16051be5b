import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_TOWNS_MOVED_ON } from '../errors.js'
import { placeKey, type TownFile } from '../read_town_file.js'
import { ownPlaces } from '../queries/town_table_in_use.js'
import { shippedPlacesOf } from '../town_table.js'

/**
 * Puts the towns of a file in place of those in use.
 *
 * @param inUse the table that was in use when somebody decided to; null for the shipped one
 * @throws E_TOWNS_MOVED_ON when another one is in use by now
 */
export async function replaceTowns(
  file: TownFile & { name: string },
  inUse: string | null,
  staff: { id: string; loginId: string }
) {
  const { municipalityId } = tenancy.current()
  const counts = changesFrom((await ownPlaces()) ?? shippedPlacesOf(file.places), file.places)
  const values = [
    ...[file.name, JSON.stringify(file.places), file.lines, counts.added, counts.gone],
    ...[file.unreadable, file.unreadableLines, staff.id, staff.loginId],
  ]
  /** Whoever replaces the same table first wins: the id changes, or the one row there may be is there. */
  const { rows } = await db.rawQuery(
    inUse
      ? `UPDATE resident_town_tables
            SET id = uuidv7(), created_at = now(), file_name = ?, places = ?::jsonb, lines = ?,
                added = ?, gone = ?, unreadable = ?, unreadable_lines = ?::int[], staff_id = ?,
                staff_login = ?
          WHERE municipality_id = ? AND id = ? RETURNING id`
      : `INSERT INTO resident_town_tables
           (file_name, places, lines, added, gone, unreadable, unreadable_lines, staff_id,
            staff_login, municipality_id)
         VALUES (?, ?::jsonb, ?, ?, ?, ?, ?::int[], ?, ?, ?)
         ON CONFLICT (municipality_id) DO NOTHING RETURNING id`,
    [...values, municipalityId, ...(inUse ? [inUse] : [])] as any[]
  )
  if (rows.length === 0) throw new E_TOWNS_MOVED_ON()
  await audit.record({
    action: 'residents.replace_towns',
    detail: {
      ...{ lines: file.lines, townsAdded: counts.added, townsGone: counts.gone },
      unreadable: file.unreadable,
    },
  })
}

/** Goes back to what is shipped. @throws E_TOWNS_MOVED_ON */
export async function useShippedTowns(inUse: string) {
  const { rows } = await db.rawQuery(
    'DELETE FROM resident_town_tables WHERE municipality_id = ? AND id = ? RETURNING id',
    [tenancy.current().municipalityId, inUse]
  )
  if (rows.length === 0) throw new E_TOWNS_MOVED_ON()
  await audit.record({ action: 'residents.shipped_towns' })
}

function changesFrom(before: TownFile['places'], after: TownFile['places']) {
  const [had, has] = [before, after].map((places) => new Set(places.map(placeKey)))
  return { added: has.difference(had).size, gone: had.difference(has).size }
}

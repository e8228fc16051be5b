import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

export interface ListedNotice {
  id: string
  startsAt: Date
  endsAt: Date
  shownFrom: Date
  forResidents: boolean
  note: string | null
  state: 'coming' | 'shown' | 'over' | 'withdrawn'
}

/** The notices of a page, those that end last first. */
export async function listNotices(page: {
  limit: number
  offset: number
}): Promise<ListedNotice[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", shown_from AS "shownFrom",
            for_residents AS "forResidents", note,
            CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
                 WHEN now() < shown_from THEN 'coming'
                 WHEN now() < ends_at THEN 'shown'
                 ELSE 'over' END AS state
       FROM maintenance_notices
      WHERE municipality_id = ?
      ORDER BY ends_at DESC, id
      LIMIT ? OFFSET ?`,
    [tenancy.current().municipalityId, page.limit, page.offset]
  )
  return rows
}

export async function countNotices(): Promise<number> {
  const { rows } = await db.rawQuery(
    'SELECT count(*)::int AS n FROM maintenance_notices WHERE municipality_id = ?',
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}

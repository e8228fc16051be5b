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

/** The hundred notices that end last; older ones are in the audit log. */
export async function listNotices(): Promise<ListedNotice[]> {
  const { rows } = await db.rawQuery(
    `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", shown_from AS "shownFrom",
            for_residents AS "forResidents", note,
            CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
                 WHEN now() < shown_from THEN 'coming'
                 WHEN now() < ends_at THEN 'shown'
                 ELSE 'over' END AS state
       FROM maintenance_notices
      WHERE municipality_id = ?
      ORDER BY ends_at DESC
      LIMIT 100`,
    [tenancy.current().municipalityId]
  )
  return rows
}

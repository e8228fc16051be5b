import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Line } from '../queries/waitlist_lines.js'

/** Locks a line, before any reservation or slot: whoever joins, leaves or is served comes one after the other. */
export async function lockLine({ counterId, visitDate }: Line) {
  await db.rawQuery(
    `SELECT 1 FROM waitlists
      WHERE municipality_id = ? AND counter_id = ? AND visit_date = ?::date
        FOR UPDATE`,
    [tenancy.current().municipalityId, counterId, visitDate]
  )
}

/** The same for the job, which leaves a line alone that somebody else is at. @returns whether it has it */
export async function tryLockLine({ counterId, visitDate }: Line): Promise<boolean> {
  const { rows } = await db.rawQuery(
    `SELECT 1 FROM waitlists
      WHERE municipality_id = ? AND counter_id = ? AND visit_date = ?::date
        FOR UPDATE SKIP LOCKED`,
    [tenancy.current().municipalityId, counterId, visitDate]
  )
  return rows.length > 0
}

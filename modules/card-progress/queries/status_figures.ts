import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** Cards that left one counter a week ago and have not come to the other. */
export async function lateInTransit(): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n
       FROM card_cases c
       JOIN LATERAL (
            SELECT e.recorded_at FROM progress_events e
             WHERE e.municipality_id = c.municipality_id AND e.case_id = c.id
               AND e.code = 'STORE' AND e.variant = 'sent'
             ORDER BY e.seq DESC LIMIT 1) AS sent ON true
      WHERE c.municipality_id = ? AND c.in_transit_to IS NOT NULL
        AND sent.recorded_at < now() - interval '7 days'`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}

export async function unfinishedBulk(): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM bulk_actions
      WHERE municipality_id = ? AND finished_at IS NULL AND created_at < now() - interval '1 hour'`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}

/** The comparison itself reads too much to be made whenever a monitor asks: its result is in the log. */
export async function failedReconciliations(): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM audit_entries
      WHERE municipality_id = ? AND action COLLATE "C" = 'card-progress.reconcile'
        AND result = 'failed' AND recorded_at > now() - interval '2 days'`,
    [tenancy.current().municipalityId]
  )
  return rows[0].n
}

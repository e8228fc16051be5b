import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CaseStatus } from '../progress_codes.js'

export const FOLLOW_UP_KINDS = ['remind', 'dispose'] as const
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number]

export interface FollowUp {
  id: string
  caseId: string
  linkCode: string
  cardNumber: string | null
  rule: string
  dueOn: string
  status: CaseStatus
  statusOn: string
  counterName: string
  shelf: string | null
}

/** So many are shown and decided at a time. */
export const FOLLOW_UPS_AT_A_TIME = 500

/** What waits for a decision, longest due first. */
export async function openFollowUps(
  kind: FollowUpKind,
  counterIds: string[] | null,
  limit = FOLLOW_UPS_AT_A_TIME
): Promise<FollowUp[]> {
  const { rows } = await db.rawQuery(
    `SELECT f.id, c.id AS "caseId", c.link_code AS "linkCode", c.card_number AS "cardNumber", f.rule,
            f.due_on::text AS "dueOn", c.status, c.status_on::text AS "statusOn",
            place.name AS "counterName", c.shelf
       FROM follow_ups f
       JOIN card_cases c ON c.municipality_id = f.municipality_id AND c.id = f.case_id
       JOIN counters place ON place.municipality_id = c.municipality_id AND place.id = c.counter_id
      WHERE f.municipality_id = :municipality AND f.kind = :kind AND f.state = 'open'
        AND c.status_seq = f.because_of
        AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[]))
      ORDER BY f.due_on, f.id LIMIT :limit`,
    { municipality: tenancy.current().municipalityId, kind, counters: counterIds, limit } as any
  )
  return rows
}

export async function countFollowUps(
  counterIds: string[] | null
): Promise<Record<FollowUpKind, number>> {
  const { rows } = await db.rawQuery(
    `SELECT f.kind, count(*)::int AS n
       FROM follow_ups f
       JOIN card_cases c ON c.municipality_id = f.municipality_id AND c.id = f.case_id
      WHERE f.municipality_id = :municipality AND f.state = 'open' AND c.status_seq = f.because_of
        AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[]))
      GROUP BY f.kind`,
    { municipality: tenancy.current().municipalityId, counters: counterIds } as any
  )
  return { remind: 0, dispose: 0, ...Object.fromEntries(rows.map((row: any) => [row.kind, row.n])) }
}

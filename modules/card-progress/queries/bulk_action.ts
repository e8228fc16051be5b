import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { EventFacts } from '../event_facts.js'
import type { Refusal } from '../errors.js'
import type { Page } from '../paging.js'

export interface BulkAction {
  id: string
  facts: EventFacts
  total: number
  done: number
  recorded: number
  warned: number
  refused: number
  batchId: string | null
  batchNumber: string | null
  createdBy: string
  createdAt: Date
  finishedAt: Date | null
}

export interface BulkLine {
  line: number
  typed: string
  caseId: string | null
  outcome: 'recorded' | 'warned' | 'refused' | null
  because: Refusal | null
}

/** Of a person limited to counters, only what was done within them. */
const WITHIN_REACH = `
  a.municipality_id = :municipality
  AND (:counters::uuid[] IS NULL OR a.counter_ids && :counters::uuid[])`

const SELECT = `
  SELECT a.id, a.facts -> 'facts' AS facts, a.total, a.done, a.recorded, a.warned, a.refused,
         a.batch_id AS "batchId", b.number AS "batchNumber", s.name AS "createdBy",
         a.created_at AS "createdAt", a.finished_at AS "finishedAt"
    FROM bulk_actions a
    JOIN staff_members s ON s.municipality_id = a.municipality_id AND s.id = a.created_by
    LEFT JOIN card_batches b ON b.municipality_id = a.municipality_id AND b.id = a.batch_id
   WHERE ${WITHIN_REACH}`

const scope = (counterIds: string[] | null) => ({
  municipality: tenancy.current().municipalityId,
  counters: counterIds,
})

/** What was done for many cards at once, the latest first. */
export async function listBulkActions(
  counterIds: string[] | null,
  { offset, limit }: Page
): Promise<BulkAction[]> {
  const { rows } = await db.rawQuery(
    `${SELECT} ORDER BY a.created_at DESC, a.id LIMIT :limit OFFSET :offset`,
    { ...scope(counterIds), offset, limit } as any
  )
  return rows
}

export async function countBulkActions(counterIds: string[] | null): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM bulk_actions a WHERE ${WITHIN_REACH}`,
    scope(counterIds) as any
  )
  return rows[0].n
}

export async function findBulkAction(
  id: string,
  counterIds: string[] | null
): Promise<BulkAction | undefined> {
  const { rows } = await db.rawQuery(`${SELECT} AND a.id = :id`, {
    ...scope(counterIds),
    id,
  } as any)
  return rows[0]
}

/**
 * What became of each line, in the order of the list.
 *
 * @param after the line before the first one wanted
 */
export async function bulkLines(
  id: string,
  { outcome = null, after = 0, limit }: { outcome?: string | null; after?: number; limit: number }
): Promise<BulkLine[]> {
  const { rows } = await db.rawQuery(
    `SELECT line, typed, case_id AS "caseId", outcome, because FROM bulk_lines
      WHERE municipality_id = :municipality AND action_id = :id AND line > :after
        ${outcome ? 'AND outcome = :outcome' : ''}
      ORDER BY line LIMIT :limit`,
    { municipality: tenancy.current().municipalityId, id, after, outcome, limit } as any
  )
  return rows
}

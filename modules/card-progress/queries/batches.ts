import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { isUuid } from '../is_uuid.js'
import type { CardKind, CardMethod, CaseStatus } from '../progress_codes.js'
import { notTakenBack } from './not_taken_back.js'

export interface Batch {
  id: string
  number: string
  counterId: string
  counterName: string
  arrivedOn: string
  expectedCount: number
  actualCount: number
  mismatchReason: string | null
  method: CardMethod
  kind: CardKind
  receivedBy: string
  receivedAt: Date
  /** The run its cards were recorded in; nothing where there was none. */
  runId: string | null
  registered: number
  refused: number
  isDone: boolean
}

/** Cards that were counted and are not in the books, once the run is over (R13). */
export const unregistered = ({ actualCount, registered, isDone }: Batch) =>
  isDone ? actualCount - registered : 0

const SELECT = `
  SELECT b.id, b.number, b.counter_id AS "counterId", c.name AS "counterName",
         b.arrived_on::text AS "arrivedOn", b.expected_count AS "expectedCount",
         b.actual_count AS "actualCount", b.mismatch_reason AS "mismatchReason", b.method, b.kind,
         s.name AS "receivedBy", b.received_at AS "receivedAt", run.id AS "runId",
         coalesce(run.recorded + run.warned, 0) AS registered, coalesce(run.refused, 0) AS refused,
         run.finished_at IS NOT NULL AS "isDone"
    FROM card_batches b
    LEFT JOIN LATERAL (
         SELECT * FROM bulk_actions a WHERE a.municipality_id = b.municipality_id AND a.batch_id = b.id
          ORDER BY a.created_at LIMIT 1) AS run ON true
    JOIN counters c ON c.municipality_id = b.municipality_id AND c.id = b.counter_id
    JOIN staff_members s ON s.municipality_id = b.municipality_id AND s.id = b.received_by
   WHERE b.municipality_id = :municipality
     AND (:counters::uuid[] IS NULL OR b.counter_id = ANY (:counters::uuid[]))`

const scope = (counterIds: string[] | null) => ({
  municipality: tenancy.current().municipalityId,
  counters: counterIds,
})

/** The latest first; so many of them. */
export async function listBatches(
  counterIds: string[] | null,
  { offset = 0, limit }: { offset?: number; limit: number }
): Promise<Batch[]> {
  const { rows } = await db.rawQuery(
    `${SELECT} ORDER BY b.arrived_on DESC, b.received_at DESC, b.id LIMIT :limit OFFSET :offset`,
    { ...scope(counterIds), offset, limit } as any
  )
  return rows
}

export async function countBatches(counterIds: string[] | null): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM card_batches b
      WHERE b.municipality_id = :municipality
        AND (:counters::uuid[] IS NULL OR b.counter_id = ANY (:counters::uuid[]))`,
    scope(counterIds) as any
  )
  return rows[0].n
}

/** Boxes somebody may look for among more than can be listed. */
const MOST_CHOICES = 100

/**
 * The latest, to choose one from, and the one that is chosen however old it is.
 *
 * @param chosen whatever stands in the address or the form
 */
export async function batchChoices(counterIds: string[] | null, chosen: unknown): Promise<Batch[]> {
  const latest = await listBatches(counterIds, { limit: MOST_CHOICES })
  if (latest.some(({ id }) => id === chosen)) return latest
  const older = isUuid(chosen) ? await findBatch(chosen, counterIds) : undefined
  return older ? [...latest, older] : latest
}

/** One batch, with how far its cards have come and how many were found defective. */
export async function findBatch(
  id: string,
  counterIds: string[] | null
): Promise<
  | (Batch & {
      progress: { status: CaseStatus; cards: number }[]
      defects: number
    })
  | undefined
> {
  const { rows } = await db.rawQuery(`${SELECT} AND b.id = :id`, {
    ...scope(counterIds),
    id,
  } as any)
  if (rows.length === 0) return undefined
  const { municipalityId } = tenancy.current()
  const { rows: progress } = await db.rawQuery(
    `SELECT status, count(*)::int AS cards FROM card_cases
      WHERE municipality_id = ? AND batch_id = ? GROUP BY status ORDER BY count(*) DESC`,
    [municipalityId, id]
  )
  const { rows: more } = await db.rawQuery(
    `SELECT count(*)::int AS defects FROM card_cases c
       JOIN progress_events e ON e.municipality_id = c.municipality_id AND e.case_id = c.id
      WHERE c.municipality_id = :municipality AND c.batch_id = :id
        AND e.code = 'INSPECT' AND e.variant = 'defect' AND ${notTakenBack('e')}`,
    { municipality: municipalityId, id }
  )
  return { ...rows[0], progress, ...more[0] }
}

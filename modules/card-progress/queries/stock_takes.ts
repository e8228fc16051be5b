import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Page } from '../paging.js'

export interface StockTake {
  id: string
  counterName: string
  shelf: string | null
  startedBy: string
  startedAt: Date
  closedBy: string | null
  closedAt: Date | null
  expectedCount: number | null
  foundCount: number | null
  scanned: number
  differences: number
}

const SELECT = `
  SELECT t.id, c.name AS "counterName", t.shelf, s.name AS "startedBy", t.started_at AS "startedAt",
         e.name AS "closedBy", t.closed_at AS "closedAt", t.expected_count AS "expectedCount",
         t.found_count AS "foundCount",
         (SELECT count(*)::int FROM stock_scans x
           WHERE x.municipality_id = t.municipality_id AND x.stock_take_id = t.id) AS scanned,
         (SELECT count(*)::int FROM stock_findings x
           WHERE x.municipality_id = t.municipality_id AND x.stock_take_id = t.id) AS differences
    FROM stock_takes t
    JOIN counters c ON c.municipality_id = t.municipality_id AND c.id = t.counter_id
    JOIN staff_members s ON s.municipality_id = t.municipality_id AND s.id = t.started_by
    LEFT JOIN staff_members e ON e.municipality_id = t.municipality_id AND e.id = t.closed_by
   WHERE t.municipality_id = :municipality
     AND (:counters::uuid[] IS NULL OR t.counter_id = ANY (:counters::uuid[]))`

/** The latest first; so many of them. */
export async function listStockTakes(
  counterIds: string[] | null,
  { offset, limit }: Page
): Promise<StockTake[]> {
  const { rows } = await db.rawQuery(
    `${SELECT} ORDER BY t.started_at DESC, t.id LIMIT :limit OFFSET :offset`,
    {
      ...{ offset, limit, counters: counterIds },
      municipality: tenancy.current().municipalityId,
    } as any
  )
  return rows
}

export async function countStockTakes(counterIds: string[] | null): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM stock_takes t
      WHERE t.municipality_id = :municipality
        AND (:counters::uuid[] IS NULL OR t.counter_id = ANY (:counters::uuid[]))`,
    { municipality: tenancy.current().municipalityId, counters: counterIds } as any
  )
  return rows[0].n
}

export async function findStockTake(
  id: string,
  counterIds: string[] | null
): Promise<StockTake | undefined> {
  const { rows } = await db.rawQuery(`${SELECT} AND t.id = :id`, {
    ...{ municipality: tenancy.current().municipalityId, counters: counterIds, id },
  } as any)
  return rows[0]
}

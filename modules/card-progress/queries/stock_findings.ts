import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Page } from '../paging.js'
import type { CaseStatus } from '../progress_codes.js'

export type Finding = 'there' | 'missing' | 'elsewhere' | 'unexpected' | 'unknown'

export interface FoundCard {
  scanned: string
  finding: Finding
  caseId: string | null
  counterName: string | null
  shelf: string | null
  status: CaseStatus | null
}

/**
 * What the books say beside what was scanned. `elsewhere` is in stock, but at
 * another counter or shelf; `unexpected` is not in stock at all (handed over,
 * disposed of, lost, on its way).
 */
export const FINDINGS = `
  SELECT coalesce(s.scanned, k.link_code) AS scanned, k.id AS case_id, k.counter_id, k.shelf, k.status,
         CASE WHEN k.id IS NULL THEN 'unknown'
              WHEN NOT k.in_stock THEN 'unexpected'
              WHEN k.counter_id <> t.counter_id OR (t.shelf IS NOT NULL AND k.shelf IS DISTINCT FROM t.shelf)
                THEN 'elsewhere'
              WHEN s.scanned IS NULL THEN 'missing'
              ELSE 'there' END AS finding
    FROM stock_takes t
   CROSS JOIN LATERAL (
         SELECT id FROM card_cases c
          WHERE c.municipality_id = t.municipality_id AND c.in_stock AND c.counter_id = t.counter_id
            AND (t.shelf IS NULL OR c.shelf = t.shelf)
          UNION
         SELECT case_id FROM stock_scans x
          WHERE x.municipality_id = t.municipality_id AND x.stock_take_id = t.id) AS all_of_them (id)
    LEFT JOIN card_cases k ON k.municipality_id = t.municipality_id AND k.id = all_of_them.id
    LEFT JOIN stock_scans s
      ON s.municipality_id = t.municipality_id AND s.stock_take_id = t.id
     AND s.case_id IS NOT DISTINCT FROM all_of_them.id
   WHERE t.municipality_id = :municipality AND t.id = :take`

/** SQL: the findings of an open stock-take as they are now, of a closed one as they were. */
const findingsOf = (closed: boolean) =>
  closed
    ? `SELECT scanned, case_id, counter_id, shelf, status, finding FROM stock_findings
        WHERE municipality_id = :municipality AND stock_take_id = :take`
    : FINDINGS

const scope = (stockTakeId: string) => ({
  municipality: tenancy.current().municipalityId,
  take: stockTakeId,
})

/** How many cards there are of each finding; of a closed stock-take only what differs. */
export async function countFindings(
  stockTakeId: string,
  closed: boolean
): Promise<Partial<Record<Finding, number>>> {
  const { rows } = await db.rawQuery(
    `SELECT finding, count(*)::int AS n FROM (${findingsOf(closed)}) AS found GROUP BY finding`,
    scope(stockTakeId)
  )
  return Object.fromEntries(rows.map((row: any) => [row.finding, row.n]))
}

/** What differs, the shelf's own cards first; all of it at one moment unless a page is asked for. */
export async function stockDifferences(
  stockTakeId: string,
  closed: boolean,
  page: Page | null = null
): Promise<FoundCard[]> {
  const { rows } = await db.rawQuery(
    `SELECT found.scanned, found.finding, found.case_id AS "caseId", c.name AS "counterName",
            found.shelf, found.status
       FROM (${findingsOf(closed)}) AS found
       LEFT JOIN counters c ON c.municipality_id = :municipality AND c.id = found.counter_id
      WHERE found.finding <> 'there'
      ORDER BY array_position(ARRAY['missing', 'elsewhere', 'unexpected', 'unknown'], found.finding),
               found.shelf NULLS FIRST, found.scanned, found.case_id
      LIMIT :limit OFFSET :offset`,
    { ...scope(stockTakeId), limit: page?.limit ?? null, offset: page?.offset ?? 0 } as any
  )
  return rows
}

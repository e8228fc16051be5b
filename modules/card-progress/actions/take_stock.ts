import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_NOT_RECORDED, E_STOCK_TAKE_CLOSED } from '../errors.js'
import { resolveCodes } from '../queries/resolve_codes.js'
import { FINDINGS } from '../queries/stock_findings.js'
import type { TypedCode } from '../typed_codes.js'
import { keptCodes } from './kept_codes.js'

/**
 * 棚卸 begins: of one shelf, or of everything at a counter.
 *
 * @throws E_NOT_RECORDED for a counter that is not this person's
 */
export async function openStockTake(input: {
  counterId: string
  shelf: string | null
  counterIds: string[] | null
}): Promise<string> {
  if (input.counterIds && !input.counterIds.includes(input.counterId)) {
    throw new E_NOT_RECORDED('other_counter')
  }
  const { municipalityId, actor } = tenancy.current()
  const { rows } = await db.rawQuery(
    `INSERT INTO stock_takes (municipality_id, counter_id, shelf, started_by)
     VALUES (?, ?, ?, ?) RETURNING id`,
    [municipalityId, input.counterId, input.shelf, actor.staffId!] as any[]
  )
  await audit.record({
    action: 'card-progress.open_stock_take',
    subject: { type: 'stock_take', id: rows[0].id },
  })
  return rows[0].id
}

/**
 * Notes what was scanned; the same card again changes nothing. A link code
 * is on the old card and on the one that follows it: as long as both lie
 * here, it stands for both.
 *
 * @throws E_STOCK_TAKE_CLOSED
 * @returns how many were new
 */
export async function scanStock(stockTakeId: string, codes: TypedCode[]): Promise<number> {
  await lockOpen(stockTakeId)
  const { municipalityId, actor } = tenancy.current()
  const kept = await keptCodes(codes)
  const typed = kept.filter(({ twice }) => !twice).map((code) => code.typed)
  const found = await resolveCodes(typed)
  const here = await casesInStock(typed)
  const lines = typed.flatMap((scanned) => {
    const cases = here.get(scanned) ?? [found.get(scanned)?.caseId ?? null]
    return cases.map((caseId) => ({ scanned, caseId }))
  })
  const { rowCount } = await db.rawQuery(
    `INSERT INTO stock_scans (municipality_id, stock_take_id, scanned, case_id, scanned_by)
     SELECT ?, ?, coalesce(c.link_code, n.scanned), n."caseId", ?
       FROM jsonb_to_recordset(?::jsonb) AS n (scanned text, "caseId" uuid)
       LEFT JOIN card_cases c ON c.municipality_id = ? AND c.id = n."caseId"
     ON CONFLICT DO NOTHING`,
    [municipalityId, stockTakeId, actor.staffId!, JSON.stringify(lines), municipalityId]
  )
  return rowCount
}

/** The cards in stock of each of some link codes. */
async function casesInStock(linkCodes: string[]): Promise<Map<string, string[]>> {
  const { rows } = await db.rawQuery(
    `SELECT link_code AS code, array_agg(id) AS ids FROM card_cases
      WHERE municipality_id = ? AND link_code = ANY (?::text[]) AND in_stock GROUP BY link_code`,
    [tenancy.current().municipalityId, linkCodes] as any[]
  )
  return new Map(rows.map(({ code, ids }: { code: string; ids: string[] }) => [code, ids]))
}

/**
 * 棚卸 ends: what is missing, elsewhere, not expected or unknown is written
 * down as it is at this moment. Nothing about the cards is changed: what
 * became of each is for people to find out and record.
 *
 * @throws E_STOCK_TAKE_CLOSED
 */
export async function closeStockTake(stockTakeId: string) {
  await lockOpen(stockTakeId)
  const { municipalityId, actor } = tenancy.current()
  const bindings = { municipality: municipalityId, take: stockTakeId }
  await db.rawQuery(
    `INSERT INTO stock_findings
       (municipality_id, stock_take_id, scanned, finding, case_id, counter_id, shelf, status)
     SELECT :municipality, :take, scanned, finding, case_id, counter_id, shelf, status
       FROM (${FINDINGS}) AS found WHERE finding <> 'there'`,
    bindings
  )
  const { rows } = await db.rawQuery(
    `UPDATE stock_takes
        SET closed_at = now(), closed_by = :staff, expected_count = n.expected, found_count = n.found
       FROM (SELECT count(*) FILTER (WHERE finding IN ('there', 'missing'))::int AS expected,
                    count(*) FILTER (WHERE finding <> 'missing')::int AS found
               FROM (${FINDINGS}) AS found) AS n
      WHERE municipality_id = :municipality AND id = :take
      RETURNING expected_count AS expected, found_count AS actual`,
    { ...bindings, staff: actor.staffId! }
  )
  await audit.record({
    action: 'card-progress.close_stock_take',
    subject: { type: 'stock_take', id: stockTakeId },
    detail: rows[0],
  })
}

async function lockOpen(stockTakeId: string) {
  const { rows } = await db.rawQuery(
    `SELECT FROM stock_takes WHERE municipality_id = ? AND id = ? AND closed_at IS NULL FOR UPDATE`,
    [tenancy.current().municipalityId, stockTakeId]
  )
  if (rows.length === 0) throw new E_STOCK_TAKE_CLOSED()
}

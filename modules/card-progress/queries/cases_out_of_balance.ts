import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { fold, ledgerChange, initialState, type Movement } from '../fold.js'
import { readCases } from './lock_cases.js'

export interface OutOfBalance {
  caseId: string
  what: 'status' | 'custody' | 'ledger' | 'version'
}

const AT_A_TIME = 1_000

/**
 * Cases whose derived columns or ledger are not what their events say: always
 * none, unless something is broken.
 *
 * @param since only cases with events recorded from then on; all where nothing is said
 */
export async function casesOutOfBalance(since?: Date): Promise<OutOfBalance[]> {
  const found: OutOfBalance[] = []
  let after: string | null = null
  do {
    const ids: string[] = await nextCases(after, since)
    found.push(...(await outOfBalance(ids)))
    after = ids.length === AT_A_TIME ? ids.at(-1)! : null
  } while (after)
  return found
}

async function nextCases(after: string | null, since?: Date): Promise<string[]> {
  const { rows } = await db.rawQuery(
    since
      ? `SELECT DISTINCT case_id AS id FROM progress_events
          WHERE municipality_id = :municipality AND recorded_at >= :since
            AND (:after::uuid IS NULL OR case_id > :after::uuid)
          ORDER BY 1 LIMIT ${AT_A_TIME}`
      : `SELECT id FROM card_cases
          WHERE municipality_id = :municipality AND (:after::uuid IS NULL OR id > :after::uuid)
          ORDER BY 1 LIMIT ${AT_A_TIME}`,
    { municipality: tenancy.current().municipalityId, after, since: since?.toISOString() } as any
  )
  return rows.map(({ id }: { id: string }) => id)
}

/** The same of some cases. */
export async function outOfBalance(ids: string[]): Promise<OutOfBalance[]> {
  const cases = await readCases(ids)
  const { municipalityId } = tenancy.current()
  const { rows: stored } = await db.rawQuery(
    `SELECT c.id, c.version, c.status, c.status_seq AS "statusSeq", c.counter_id AS "counterId",
            c.shelf, c.in_stock AS "inStock", c.lost, c.in_transit_to AS "inTransitTo"
       FROM card_cases c WHERE c.municipality_id = ? AND c.id = ANY (?::uuid[])`,
    [municipalityId, ids] as any[]
  )
  const { rows: ledger } = await db.rawQuery(
    `SELECT m.case_id AS id, m.counter_id AS "counterId", m.kind, sum(m.delta)::int AS delta
       FROM unnest(?::uuid[]) AS wanted (id)
       JOIN stock_movements m ON m.municipality_id = ? AND m.case_id = wanted.id
      GROUP BY 1, 2, 3`,
    [ids, municipalityId] as any[]
  )
  return stored.flatMap((row: any): OutOfBalance[] => {
    const { firstCounterId, events } = cases.get(row.id)!
    const state = fold(firstCounterId, events)
    const written: Movement[] = ledger.filter(({ id }: any) => id === row.id)
    const differs = (what: OutOfBalance['what'], wrong: boolean) =>
      wrong ? [{ caseId: row.id as string, what }] : []
    return [
      ...differs('version', row.version !== events.length),
      ...differs('status', row.status !== state.status || row.statusSeq !== state.statusSeq),
      ...differs(
        'custody',
        row.counterId !== state.counterId ||
          row.shelf !== state.shelf ||
          row.inStock !== state.inStock ||
          row.lost !== state.lost ||
          row.inTransitTo !== state.inTransitTo
      ),
      ...differs(
        'ledger',
        ledgerChange({ ...initialState(row.counterId), movements: written }, state).length > 0
      ),
    ]
  })
}

/** Counters at which the ledger and the cases disagree about how many cards there are. */
export async function stockOutOfBalance(): Promise<
  { counterId: string; ledger: number; cards: number }[]
> {
  const { rows } = await db.rawQuery(
    `SELECT k.id AS "counterId", coalesce(l.n, 0)::int AS ledger, coalesce(c.n, 0)::int AS cards
       FROM counters k
       LEFT JOIN (SELECT counter_id, sum(delta) AS n FROM stock_movements
                   WHERE municipality_id = :municipality GROUP BY 1) AS l ON l.counter_id = k.id
       LEFT JOIN (SELECT counter_id, count(*) AS n FROM card_cases
                   WHERE municipality_id = :municipality AND in_stock GROUP BY 1) AS c ON c.counter_id = k.id
      WHERE k.municipality_id = :municipality AND coalesce(l.n, 0) <> coalesce(c.n, 0)`,
    { municipality: tenancy.current().municipalityId }
  )
  return rows
}

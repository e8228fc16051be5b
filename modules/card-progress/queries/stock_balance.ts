import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { MOVEMENT_KINDS, type MovementKind } from '../fold.js'

/** 前月末在庫 + 到着 + カード返戻 − 交付 − 廃棄 ± 移送 ± 所在不明 ± 調整 = 当月末在庫. */
export interface StockBalance extends Record<Camel<MovementKind>, number> {
  counterName: string
  opening: number
  closing: number
}

type Camel<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<B>}` : S

/**
 * The ledger of a period, counter by counter. What lies there now is counted,
 * and taken back by the ledger to the period's ends: years of it need not be
 * read for the last month. The nightly alarm compares the whole ledger with
 * the cards.
 */
export async function stockBalance({
  from,
  until,
  counterIds,
}: {
  from: string
  until: string
  counterIds: string[] | null
}): Promise<StockBalance[]> {
  const { rows } = await db.rawQuery(
    `WITH moved AS (
       SELECT m.counter_id, m.moved_on > :until::date AS since, m.kind, sum(m.delta) AS delta
         FROM stock_movements m
        WHERE m.municipality_id = :municipality AND m.moved_on >= :from::date
          AND (:counters::uuid[] IS NULL OR m.counter_id = ANY (:counters::uuid[]))
        GROUP BY 1, 2, 3
     ), held AS (
       SELECT counter_id, count(*) AS n FROM card_cases
        WHERE municipality_id = :municipality AND in_stock GROUP BY 1
     )
     SELECT k.name AS "counterName",
            (coalesce(max(held.n), 0) - coalesce(sum(moved.delta), 0))::int AS opening,
            ${MOVEMENT_KINDS.map(columnOf).join(', ')},
            (coalesce(max(held.n), 0)
               - coalesce(sum(moved.delta) FILTER (WHERE moved.since), 0))::int AS closing
       FROM counters k
       LEFT JOIN held ON held.counter_id = k.id
       LEFT JOIN moved ON moved.counter_id = k.id
      WHERE k.municipality_id = :municipality
        AND (:counters::uuid[] IS NULL OR k.id = ANY (:counters::uuid[]))
      GROUP BY k.id, k.name, k.display_order, k.code
      ORDER BY k.display_order, k.code`,
    { from, until, municipality: tenancy.current().municipalityId, counters: counterIds } as any
  )
  return rows
}

const columnOf = (kind: MovementKind) =>
  `coalesce(sum(moved.delta) FILTER (WHERE NOT moved.since AND moved.kind = '${kind}'), 0)::int
     AS "${kind === 'card_return' ? 'cardReturn' : kind}"`

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { MovementKind } from '../fold.js'

/** 前月末在庫 + 到着 + カード返戻 − 交付 − 廃棄 ± 移送 ± 所在不明 ± 調整 = 当月末在庫. */
export interface StockBalance extends Record<Camel<MovementKind>, number> {
  counterName: string
  opening: number
  closing: number
}

type Camel<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<B>}` : S

/**
 * The ledger of a period, counter by counter. Both ends are sums of the ledger
 * itself, so the equation holds by what was written and by nothing that was
 * calculated here; `stockOutOfBalance` compares it with the cases.
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
    `SELECT k.name AS "counterName",
            coalesce(sum(n.delta) FILTER (WHERE n.past), 0)::int AS opening,
            ${(
              [
                'arrival',
                'card_return',
                'issue',
                'disposal',
                'transfer',
                'loss',
                'adjustment',
              ] as const
            )
              .map(
                (kind) =>
                  `coalesce(sum(n.delta) FILTER (WHERE NOT n.past AND n.kind = '${kind}'), 0)::int AS "${
                    kind === 'card_return' ? 'cardReturn' : kind
                  }"`
              )
              .join(', ')},
            coalesce(sum(n.delta), 0)::int AS closing
       FROM counters k
       LEFT JOIN (SELECT m.counter_id, m.moved_on < :from::date AS past, m.kind, sum(m.delta) AS delta
               FROM stock_movements m
              WHERE m.municipality_id = :municipality AND m.moved_on <= :until::date
              GROUP BY 1, 2, 3) AS n ON n.counter_id = k.id
      WHERE k.municipality_id = :municipality
        AND (:counters::uuid[] IS NULL OR k.id = ANY (:counters::uuid[]))
      GROUP BY k.id, k.name, k.display_order, k.code
      ORDER BY k.display_order, k.code`,
    { from, until, municipality: tenancy.current().municipalityId, counters: counterIds } as any
  )
  return rows
}

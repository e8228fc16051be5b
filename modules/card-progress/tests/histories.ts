import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import type { EventFacts } from '../event_facts.js'
import { flaw } from '../fold.js'
import { causesOf, CODES, NOT_PICKED, variantsOf } from '../progress_codes.js'
import { outOfBalance, stockOutOfBalance } from '../queries/cases_out_of_balance.js'
import { readCases } from '../queries/lock_cases.js'
import { Rules } from '../transitions.js'

/** What can be recorded, any of it at any time. */
export const happenings = CODES.filter((code) => !NOT_PICKED.includes(code)).flatMap((code) =>
  (variantsOf(code).length > 0 ? variantsOf(code) : [null]).map((variant) => ({ code, variant }))
)
export type Happening = (typeof happenings)[number]

/** What cards usually go through, so that histories come far enough to meet the rare rules. */
export const usualHappenings = happenings.filter(({ code }) =>
  ['ARRIVE', 'NOTIFY', 'RESERVE', 'VISIT', 'ISSUE', 'RETURN', 'STORE'].includes(code)
)

/** A happening as it is recorded, at or towards a counter. */
export const factsOf = (
  { code, variant }: Happening,
  counterId: string,
  reason: string | null = '性質の試験'
): EventFacts => ({
  ...{ code, variant, counterId, reason, cause: causesOf(code)[0] },
  deadline: code === 'NOTIFY' ? '2099-12-31' : null,
  visitAt: code === 'RESERVE' ? '2099-01-01T10:00' : null,
  toCounterId: variant === 'sent' ? counterId : null,
  shelf: code === 'STORE' ? '棚1' : null,
})

/** The code of a refusal, or nothing: a refusal is an answer, anything else is a mistake. */
export async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work
    return undefined
  } catch (error: any) {
    if (!String(error?.code).startsWith('E_') || error.status >= 500) throw error
    return error.code
  }
}

/**
 * What must be true of a card at any moment, looked at from outside and in
 * words of its own: its status is the last event that counts, its version the
 * number of events, and the ledger has it exactly where it lies.
 *
 * @returns how many events there are
 */
export async function lookAt(municipality: Municipality, caseId: string): Promise<number> {
  const { rows } = await tenancy.run(municipality, () =>
    db.rawQuery(
      `SELECT c.status, c.version, c.in_stock AS "inStock", c.counter_id AS "counterId",
              (SELECT e.code FROM progress_events e
                WHERE e.case_id = c.id AND e.code <> 'CANCEL'
                  AND (e.code <> 'STORE' OR e.variant = 'stored')
                  AND NOT EXISTS (SELECT FROM progress_events x WHERE x.case_id = e.case_id AND x.cancels = e.seq)
                ORDER BY e.code IN ('VOID', 'REISSUE', 'DISPOSE') DESC, e.seq DESC LIMIT 1) AS last,
              (SELECT count(*)::int FROM progress_events e WHERE e.case_id = c.id) AS events,
              (SELECT array_agg(n.counter_id || ' ' || n.cards)
                 FROM (SELECT counter_id, sum(delta) AS cards FROM stock_movements m
                        WHERE m.case_id = c.id GROUP BY counter_id HAVING sum(delta) <> 0) AS n) AS stock
         FROM card_cases c WHERE c.id = ?`,
      [caseId]
    )
  )
  const [{ status, last, version, events, inStock, counterId, stock }] = rows
  if (status !== (last ?? 'NONE')) throw new Error(`status is ${status}, the last event ${last}`)
  if (version !== events) throw new Error(`version ${version} after ${events} events`)
  const lies = inStock ? `${counterId} 1` : ''
  if ((stock ?? []).join() !== lies) throw new Error(`in stock ${lies}, by the ledger ${stock}`)
  return events
}

/** What the alarm of the night looks at, and that no history holds what is forbidden. */
export async function lookThrough(municipality: Municipality, caseIds: string[]) {
  await tenancy.run(municipality, async () => {
    const wrong = await outOfBalance(caseIds)
    const stock = await stockOutOfBalance()
    if (wrong.length + stock.length > 0) throw new Error(JSON.stringify({ wrong, stock }))
    for (const { firstCounterId, events } of (await readCases(caseIds)).values()) {
      const found = flaw(firstCounterId, events, new Rules([]))
      if (found) throw new Error(`the table holds what is forbidden: ${found}`)
    }
  })
}

/** All of them at once; the first mistake once all have ended, so that none goes on behind the next test. */
export async function allAtOnce<Result>(work: Promise<Result>[]): Promise<Result[]> {
  const settled = await Promise.allSettled(work)
  const failed = settled.find(({ status }) => status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
  return settled.map((one) => (one as PromiseFulfilledResult<Result>).value)
}

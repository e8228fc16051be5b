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
export const factsOf = ({ code, variant }: Happening, counterId: string): EventFacts => ({
  ...{ code, variant, counterId, reason: '性質の試験', cause: causesOf(code)[0] },
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

/** What must be true of a card at any moment, looked at from outside. */
export async function lookAt(municipality: Municipality, caseId: string) {
  await tenancy.run(municipality, async () => {
    const wrong = await outOfBalance([caseId])
    const stock = await stockOutOfBalance()
    if (wrong.length + stock.length > 0) throw new Error(JSON.stringify({ wrong, stock }))
    const { rows } = await db.rawQuery(
      `SELECT c.status, c.version,
              (SELECT e.code FROM progress_events e
                WHERE e.case_id = c.id AND e.code <> 'CANCEL'
                  AND (e.code <> 'STORE' OR e.variant = 'stored')
                  AND NOT EXISTS (SELECT FROM progress_events x WHERE x.case_id = e.case_id AND x.cancels = e.seq)
                ORDER BY e.code IN ('VOID', 'REISSUE', 'DISPOSE') DESC, e.seq DESC LIMIT 1) AS last,
              (SELECT count(*)::int FROM progress_events e WHERE e.case_id = c.id) AS events
         FROM card_cases c WHERE c.id = ?`,
      [caseId]
    )
    const [{ status, last, version, events }] = rows
    if (status !== (last ?? 'NONE')) throw new Error(`status is ${status}, the last event ${last}`)
    if (version !== events) throw new Error(`version ${version} after ${events} events`)
    const known = (await readCases([caseId])).get(caseId)!
    const found = flaw(known.firstCounterId, known.events, new Rules([]))
    if (found) throw new Error(`the table holds what is forbidden: ${found}`)
  })
}

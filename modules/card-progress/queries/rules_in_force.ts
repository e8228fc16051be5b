import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { ProgressCode } from '../progress_codes.js'
import { Rules, type Verdict } from '../transitions.js'

/** What a municipality decided about statuses: which follows which, and which it does not use. */
export interface RulesInForce {
  rules: Rules
  switchedOff: ReadonlySet<ProgressCode>
}

export async function rulesInForce(): Promise<RulesInForce> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT from_code AS "from", to_code AS "to", verdict FROM progress_rules WHERE municipality_id = ?
      UNION ALL
     SELECT 'off', code, 'forbidden' FROM progress_statuses WHERE municipality_id = ? AND NOT in_use`,
    [municipalityId, municipalityId]
  )
  const all = rows as { from: string; to: ProgressCode; verdict: Verdict }[]
  return {
    rules: new Rules(all.filter(({ from }) => from !== 'off')),
    switchedOff: new Set(all.filter(({ from }) => from === 'off').map(({ to }) => to)),
  }
}

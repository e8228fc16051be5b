import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import type { CaseStatus, ProgressCode } from '../progress_codes.js'
import { defaultVerdict, isFixed, type Verdict } from '../transitions.js'

export interface RuleChange {
  from: CaseStatus
  to: ProgressCode
  verdict: Verdict
}

/** The municipality's transitions; what is as usual needs no row, and what is fixed takes none. */
export async function saveRules(changes: RuleChange[]) {
  const { municipalityId } = tenancy.current()
  const free = changes.filter(({ from, to }) => !isFixed(from, to))
  const own = free.filter(({ from, to, verdict }) => verdict !== defaultVerdict(from, to))
  await db.rawQuery(
    `DELETE FROM progress_rules r
      USING jsonb_to_recordset(?::jsonb) AS n ("from" text, "to" text)
      WHERE r.municipality_id = ? AND r.from_code = n."from" AND r.to_code = n."to"`,
    [JSON.stringify(free), municipalityId]
  )
  await db.rawQuery(
    `INSERT INTO progress_rules (municipality_id, from_code, to_code, verdict)
     SELECT ?, n."from", n."to", n.verdict
       FROM jsonb_to_recordset(?::jsonb) AS n ("from" text, "to" text, verdict text)`,
    [municipalityId, JSON.stringify(own)]
  )
  await audit.record({
    action: 'card-progress.save_rules',
    detail: { count: own.length, rules: own.map((one) => `${one.from}→${one.to} ${one.verdict}`) },
  })
}

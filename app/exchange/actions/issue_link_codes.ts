import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { makeReadableCode } from '../readable_code.js'

/** Codes issued together. */
export interface LinkCodeRun {
  runId: string
  codes: string[]
}

/** How many go into one statement: ten thousand are 120 kB. */
const AT_ONCE = 10_000

/**
 * Issues link codes: random, known to nobody before, and derived from nothing
 * about the person or the card they will stand for (R79). All or none; one
 * entry in the audit log says how many.
 */
export async function issueLinkCodes(count: number): Promise<LinkCodeRun> {
  const run: LinkCodeRun = { runId: randomUUID(), codes: [] }
  while (run.codes.length < count) {
    run.codes.push(...(await insert(run.runId, Math.min(AT_ONCE, count - run.codes.length))))
  }
  await audit.record({
    action: 'link_codes.issue',
    subject: { type: 'link_code_run', id: run.runId },
    detail: { count },
  })
  return run
}

/** @returns those that were new: one that happens to have been issued before is drawn again */
async function insert(runId: string, count: number): Promise<string[]> {
  const { municipalityId, actor } = tenancy.current()
  const codes = Array.from({ length: count }, () => makeReadableCode())
  const { rows } = await db.rawQuery(
    `INSERT INTO link_codes (municipality_id, code, issued_by, run_id)
     SELECT ?, code, ?, ? FROM unnest(?::text[]) AS n (code)
     ON CONFLICT (municipality_id, code) DO NOTHING
     RETURNING code`,
    [municipalityId, actor.staffId ?? null, runId, codes] as any[]
  )
  return rows.map(({ code }: { code: string }) => code)
}

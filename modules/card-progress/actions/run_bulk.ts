import db from '@adonisjs/lucid/services/db'
import { tenancy, type Actor } from '#app/tenancy/main'
import type { Refusal } from '../errors.js'
import type { EventFacts } from '../event_facts.js'
import { resolveCodes } from '../queries/resolve_codes.js'
import { openCases, type OpenCases } from './open_cases.js'
import { recordEvents } from './record_events.js'

/** Cases in one transaction: each is locked until it ends. */
const CHUNK = 500

interface Line {
  line: number
  typed: string
  cardNumber: string | null
  caseId: string | null
}

interface Settled {
  line: number
  caseId: string | null
  outcome: 'recorded' | 'warned' | 'refused'
  because: Refusal | null
}

/**
 * Works through an action's lines, some hundred in each transaction, so that
 * it goes on where it stopped when the process does, and nobody at a counter
 * waits for it long.
 */
export async function runBulk(municipality: { id: number }, actionId: string) {
  const actor = await tenancy.run(municipality, () => actorOf(actionId))
  if (!actor) return
  let more = true
  while (more) more = await tenancy.run(municipality, () => runChunk(actionId), actor)
}

/** Whoever started it did it, in the background as well. */
async function actorOf(actionId: string): Promise<Actor | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT s.id, s.login_id AS login FROM bulk_actions a
       JOIN staff_members s ON s.municipality_id = a.municipality_id AND s.id = a.created_by
      WHERE a.municipality_id = ? AND a.id = ?`,
    [tenancy.current().municipalityId, actionId]
  )
  return rows[0] && { kind: 'staff', staffId: rows[0].id, staffLogin: rows[0].login }
}

/** @returns whether there is more to do */
async function runChunk(actionId: string): Promise<boolean> {
  const { municipalityId } = tenancy.current()
  const { rows: actions } = await db.rawQuery(
    `SELECT facts, counter_ids AS "counterIds" FROM bulk_actions
      WHERE municipality_id = ? AND id = ? AND finished_at IS NULL FOR UPDATE`,
    [municipalityId, actionId]
  )
  if (actions.length === 0) return false
  const { rows: lines } = await db.rawQuery(
    `SELECT line, typed, card_number AS "cardNumber", case_id AS "caseId" FROM bulk_lines
      WHERE municipality_id = ? AND action_id = ? AND outcome IS NULL ORDER BY line LIMIT ${CHUNK}`,
    [municipalityId, actionId]
  )
  const { facts, opens } = actions[0].facts as { facts: EventFacts; opens: OpenCases | null }
  const { counterIds } = actions[0]
  await settle(actionId, await record(actionId, lines, { facts, opens, counterIds }))
  return lines.length === CHUNK
}

async function record(
  actionId: string,
  lines: Line[],
  how: { facts: EventFacts; opens: OpenCases | null; counterIds: string[] | null }
): Promise<Settled[]> {
  const resolved = await resolve(lines, how.opens)
  const seen = new Set<string>()
  const settled: Settled[] = []
  const wanted = new Map<string, number>()
  for (const { line, caseId, because } of resolved) {
    if (!caseId) settled.push({ line, caseId: null, outcome: 'refused', because })
    else if (seen.has(caseId))
      settled.push({ line, caseId, outcome: 'refused', because: 'twice_here' })
    else wanted.set(caseId, line)
    if (caseId) seen.add(caseId)
  }
  const outcomes = await recordEvents([...wanted.keys()], how.facts, {
    ...{ counterIds: how.counterIds, token: actionId },
  })
  for (const outcome of outcomes) {
    settled.push({
      line: wanted.get(outcome.caseId)!,
      caseId: outcome.caseId,
      outcome: outcome.outcome,
      because: outcome.outcome === 'refused' ? outcome.because : null,
    })
  }
  return settled
}

/** Which card each line means; a received batch opens those that are new. */
async function resolve(
  lines: Line[],
  opens: OpenCases | null
): Promise<{ line: number; caseId: string | null; because: Refusal | null }[]> {
  const unknown = lines.filter(({ caseId }) => !caseId)
  const found = await resolveCodes(
    unknown.map(({ typed }) => typed),
    { liveOnly: opens !== null }
  )
  const fresh = opens
    ? await openCases(
        unknown
          .filter(({ typed }) => found.get(typed)?.because === 'no_case')
          .map(({ typed, cardNumber }) => ({ linkCode: typed, cardNumber })),
        opens
      )
    : new Map<string, string>()
  return lines.map(({ line, typed, cardNumber, caseId }) => {
    if (caseId) return { line, caseId, because: null }
    const opened = fresh.get(typed)
    if (opened) return { line, caseId: opened, because: null }
    const one = found.get(typed)
    if (one?.caseId) return { line, caseId: one.caseId, because: null }
    const because = one?.because ?? 'unknown_code'
    const taken = opens && because === 'no_case' && cardNumber
    return { line, caseId: null, because: taken ? 'number_taken' : because }
  })
}

async function settle(actionId: string, settled: Settled[]) {
  const { municipalityId } = tenancy.current()
  await db.rawQuery(
    `UPDATE bulk_lines l SET outcome = n.outcome, because = n.because, case_id = n."caseId"
       FROM jsonb_to_recordset(?::jsonb) AS n (line int, "caseId" uuid, outcome text, because text)
      WHERE l.municipality_id = ? AND l.action_id = ? AND l.line = n.line`,
    [JSON.stringify(settled), municipalityId, actionId]
  )
  const count = (outcome: string) => settled.filter((one) => one.outcome === outcome).length
  await db.rawQuery(
    `UPDATE bulk_actions
        SET done = done + :n, recorded = recorded + :recorded, warned = warned + :warned,
            refused = refused + :refused,
            finished_at = CASE WHEN done + :n = total THEN now() END
      WHERE municipality_id = :municipality AND id = :action`,
    {
      ...{ n: settled.length, recorded: count('recorded'), warned: count('warned') },
      ...{ refused: count('refused'), municipality: municipalityId, action: actionId },
    }
  )
}

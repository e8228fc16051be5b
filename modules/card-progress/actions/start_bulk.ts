import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import type { EventFacts } from '../event_facts.js'
import { choiceOf } from '../progress_codes.js'
import { keptCodes } from './kept_codes.js'
import type { TypedCode } from '../typed_codes.js'
import type { OpenCases } from './open_cases.js'
import { notTakenBack } from '../queries/not_taken_back.js'

/** Which cards: those typed, those a query found, or those of a batch, a mailing or a shelf. */
export type BulkSource =
  | { codes: TypedCode[] }
  | { caseIds: string[] }
  | { batchId: string }
  | { mailingId: string }
  | { counterId: string; shelf: string | null }

export interface Bulk {
  /** Of the form: sent twice, it runs once. */
  token: string
  source: BulkSource
  facts: EventFacts
  /** Cases are opened for codes that have none: a batch that is received. */
  opens?: OpenCases
  counterIds: string[] | null
}

/** So many are recorded while the person waits; more of them in the background. */
export const AT_ONCE = 200

/**
 * Puts down one action for many cards. 通知書送付 becomes a mailing of its own.
 *
 * @returns whether it is new, and whether it is left to the background
 */
export async function startBulk(bulk: Bulk): Promise<{ isNew: boolean; inBackground: boolean }> {
  const { token, source, opens, counterIds } = bulk
  const { municipalityId, actor } = tenancy.current()
  /** One at a time for a token: the second finds the first. */
  await db.rawQuery('SELECT pg_advisory_xact_lock(hashtextextended(?, ?))', [token, municipalityId])
  const { rows } = await db.rawQuery(
    'SELECT FROM bulk_actions WHERE municipality_id = ? AND id = ?',
    [municipalityId, token]
  )
  if (rows.length > 0) return { isNew: false, inBackground: false }
  const facts = await withMailing(bulk.facts)
  await db.rawQuery(
    `INSERT INTO bulk_actions
       (municipality_id, id, code, facts, total, done, recorded, warned, refused, counter_ids,
        batch_id, mailing_id, created_by)
     VALUES (?, ?, ?, ?::jsonb, 1, 0, 0, 0, 0, ?::uuid[], ?, ?, ?)`,
    [
      ...[municipalityId, token, facts.code, JSON.stringify({ facts, opens: opens ?? null })],
      ...[counterIds, opens?.batchId ?? null, facts.mailingId ?? null, actor.staffId!],
    ] as any[]
  )
  const total = await addLines(token, source)
  await audit.record({
    action: 'card-progress.record_many',
    subject: { type: 'bulk_action', id: token },
    detail: { status: choiceOf(facts.code, facts.variant), count: total },
  })
  /** Always: a short one is run by whoever waits for it, and by the queue should that process die. */
  await enqueue('card-progress.run_bulk', { actionId: token })
  return { isNew: true, inBackground: total > AT_ONCE }
}

async function withMailing(facts: EventFacts): Promise<EventFacts> {
  if (facts.code !== 'NOTIFY' || facts.mailingId) return facts
  const { municipalityId, actor } = tenancy.current()
  const { rows } = await db.rawQuery(
    `INSERT INTO mailings (municipality_id, kind, posted_on, deadline, created_by)
     VALUES (?, ?, ?, ?, ?) RETURNING id`,
    [
      ...[municipalityId, facts.variant ?? 'first', facts.happenedOn ?? today()],
      ...[facts.deadline!, actor.staffId ?? null],
    ] as any[]
  )
  return { ...facts, mailingId: rows[0].id }
}

/** @returns how many lines there are; those that are there twice are refused already */
async function addLines(actionId: string, source: BulkSource): Promise<number> {
  const { municipalityId } = tenancy.current()
  const [sql, bindings] = linesOf(
    'codes' in source ? { codes: await keptCodes(source.codes) } : source
  )
  await db.rawQuery(
    `INSERT INTO bulk_lines (municipality_id, action_id, line, typed, card_number, case_id, outcome, because)
     SELECT :municipality, :action, row_number() OVER (ORDER BY n.place), n.typed, n.card_number, n.case_id,
            CASE WHEN n.twice THEN 'refused' END, CASE WHEN n.twice THEN 'twice_here' END
       FROM (${sql}) AS n`,
    { municipality: municipalityId, action: actionId, ...bindings } as any
  )
  const { rows } = await db.rawQuery(
    `UPDATE bulk_actions a
        SET total = n.total, done = n.refused, refused = n.refused,
            finished_at = CASE WHEN n.total = n.refused THEN now() END
       FROM (SELECT count(*)::int AS total, count(outcome)::int AS refused
               FROM bulk_lines WHERE municipality_id = :municipality AND action_id = :action) AS n
      WHERE a.municipality_id = :municipality AND a.id = :action
      RETURNING a.total`,
    { municipality: municipalityId, action: actionId }
  )
  return rows[0].total
}

const CASE_COLUMNS =
  'c.link_code AS typed, NULL::text AS card_number, c.id AS case_id, false AS twice'

function linesOf(source: BulkSource): [string, Record<string, unknown>] {
  if ('codes' in source) {
    return [
      `SELECT ordinality AS place, typed, "cardNumber" AS card_number, NULL::uuid AS case_id, twice
         FROM ROWS FROM (jsonb_to_recordset(:codes::jsonb) AS (typed text, "cardNumber" text, twice boolean))
         WITH ORDINALITY AS t (typed, "cardNumber", twice, ordinality)`,
      { codes: JSON.stringify(source.codes) },
    ]
  }
  if ('caseIds' in source) {
    return [
      `SELECT c.link_code AS place, ${CASE_COLUMNS} FROM unnest(:ids::uuid[]) AS wanted (id)
         JOIN card_cases c ON c.municipality_id = :municipality AND c.id = wanted.id`,
      { ids: source.caseIds },
    ]
  }
  if ('batchId' in source) {
    return [
      `SELECT c.id AS place, ${CASE_COLUMNS} FROM card_cases c
        WHERE c.municipality_id = :municipality AND c.batch_id = :batch`,
      { batch: source.batchId },
    ]
  }
  if ('mailingId' in source) {
    return [
      `SELECT c.id AS place, ${CASE_COLUMNS}
         FROM progress_events e
         JOIN card_cases c ON c.municipality_id = e.municipality_id AND c.id = e.case_id
        WHERE e.municipality_id = :municipality AND e.mailing_id = :mailing
          AND ${notTakenBack('e')}`,
      { mailing: source.mailingId },
    ]
  }
  return [
    `SELECT (coalesce(c.shelf, ''), c.id) AS place, ${CASE_COLUMNS} FROM card_cases c
      WHERE c.municipality_id = :municipality AND c.in_stock AND c.counter_id = :counter
        AND (:shelf::text IS NULL OR c.shelf = :shelf::text)`,
    { counter: source.counterId, shelf: source.shelf },
  ]
}

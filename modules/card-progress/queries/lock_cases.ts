import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { PastEvent } from '../fold.js'
import type { CaseStatus } from '../progress_codes.js'

/** A case as it is stored, with its whole history. */
export interface CaseWithHistory {
  id: string
  linkCode: string
  parentId: string | null
  firstCounterId: string
  version: number
  status: CaseStatus
  counterId: string
  inTransitTo: string | null
  events: PastEvent[]
}

const COLUMNS = `id, link_code AS "linkCode", parent_id AS "parentId",
  first_counter_id AS "firstCounterId", version, status, counter_id AS "counterId",
  in_transit_to AS "inTransitTo"`

/** The cases, held until the transaction ends, in one order so that two runs never wait for each other in a circle. */
export async function lockCases(ids: string[]): Promise<Map<string, CaseWithHistory>> {
  const { rows } = await db.rawQuery(
    `SELECT ${COLUMNS} FROM card_cases
      WHERE municipality_id = ? AND id = ANY (?::uuid[]) ORDER BY id FOR UPDATE`,
    [tenancy.current().municipalityId, ids] as any[]
  )
  return withHistory(rows)
}

/** The same for looking only. */
export async function readCases(ids: string[]): Promise<Map<string, CaseWithHistory>> {
  const { rows } = await db.rawQuery(
    `SELECT ${COLUMNS} FROM card_cases WHERE municipality_id = ? AND id = ANY (?::uuid[])`,
    [tenancy.current().municipalityId, ids] as any[]
  )
  return withHistory(rows)
}

async function withHistory(rows: any[]): Promise<Map<string, CaseWithHistory>> {
  const cases = new Map<string, CaseWithHistory>(
    rows.map((row) => [row.id as string, { ...row, events: [] }])
  )
  const { rows: events } = await db.rawQuery(
    `SELECT e.case_id AS "caseId", e.seq, e.code, e.variant, e.cancels,
            e.happened_on::text AS "happenedOn", e.recorded_at AS "recordedAt",
            e.counter_id AS "counterId", e.to_counter_id AS "toCounterId", e.shelf,
            e.deadline::text AS deadline, e.visit_at AS "visitAt"
       FROM unnest(?::uuid[]) AS wanted (id)
      CROSS JOIN LATERAL (
            SELECT * FROM progress_events e
             WHERE e.municipality_id = ? AND e.case_id = wanted.id ORDER BY e.seq) AS e`,
    [[...cases.keys()], tenancy.current().municipalityId] as any[]
  )
  for (const { caseId, ...event } of events) cases.get(caseId)!.events.push(event)
  return cases
}

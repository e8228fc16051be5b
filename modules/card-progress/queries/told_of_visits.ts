import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Refusal } from '../errors.js'
import type { VisitCode, VisitStep } from '../visit_steps.js'

/** What cards were told of a reservation already. */
export async function toldOfVisit(reservationId: string): Promise<VisitStep[]> {
  const { rows } = await db.rawQuery(
    `SELECT code, round, visit_at AS "visitAt" FROM visit_steps
      WHERE municipality_id = ? AND reservation_id = ?`,
    [tenancy.current().municipalityId, reservationId]
  )
  return rows
}

/** The reservation a card was told of last. */
export async function latestVisitOf(caseId: string): Promise<string | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT reservation_id AS id FROM visit_steps
      WHERE municipality_id = ? AND case_id = ? AND code = 'RESERVE' AND seq IS NOT NULL
      ORDER BY seq DESC LIMIT 1`,
    [tenancy.current().municipalityId, caseId]
  )
  return rows[0]?.id
}

export interface VisitNote {
  code: VisitCode
  because: Refusal
  receptionNumber: number
  visitAt: Date
  notedAt: Date
}

/** What could not be recorded for a card, the latest first; for staff to judge. */
export async function visitNotes(caseId: string): Promise<VisitNote[]> {
  const { rows } = await db.rawQuery(
    `SELECT code, refused AS because, reception_number AS "receptionNumber",
            visit_at AS "visitAt", noted_at AS "notedAt"
       FROM visit_steps
      WHERE municipality_id = ? AND case_id = ? AND refused IS NOT NULL
      ORDER BY noted_at DESC, round DESC LIMIT 20`,
    [tenancy.current().municipalityId, caseId]
  )
  return rows
}

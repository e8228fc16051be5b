import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { ProgressCode } from '../progress_codes.js'
import { reasonOf } from './reason_of.js'

/** One line of the history: an event, and who took it back where somebody did. */
export interface HistoryLine {
  seq: number
  code: ProgressCode
  variant: string | null
  cause: string | null
  recordedAt: Date
  happenedOn: string
  by: string | null
  source: string
  reason: string | null
  verdict: 'normal' | 'warn'
  counterName: string
  toCounterName: string | null
  shelf: string | null
  deadline: string | null
  visitAt: Date | null
  reference: string | null
  oldCardCollected: boolean | null
  cancelledAt: Date | null
  cancelledBy: string | null
  cancelSource: string | null
  cancelReason: string | null
}

/** The events of a card in the order they were recorded, cancelled ones where they were (R92). */
export async function historyOf(caseId: string): Promise<HistoryLine[]> {
  const { rows } = await db.rawQuery(
    `SELECT e.seq, e.code, e.variant, e.cause, e.recorded_at AS "recordedAt",
            e.happened_on::text AS "happenedOn", s.name AS by, e.source, ${reasonOf('e')} AS reason, e.verdict,
            place.name AS "counterName", goal.name AS "toCounterName", e.shelf,
            e.deadline::text AS deadline, e.visit_at AS "visitAt", e.reference,
            e.old_card_collected AS "oldCardCollected",
            c.recorded_at AS "cancelledAt", canceller.name AS "cancelledBy",
            c.source AS "cancelSource", ${reasonOf('c')} AS "cancelReason"
       FROM progress_events e
       JOIN counters place ON place.municipality_id = e.municipality_id AND place.id = e.counter_id
       LEFT JOIN counters goal ON goal.municipality_id = e.municipality_id AND goal.id = e.to_counter_id
       LEFT JOIN staff_members s ON s.municipality_id = e.municipality_id AND s.id = e.staff_id
       LEFT JOIN progress_events c
         ON c.municipality_id = e.municipality_id AND c.case_id = e.case_id AND c.cancels = e.seq
       LEFT JOIN staff_members canceller
         ON canceller.municipality_id = c.municipality_id AND canceller.id = c.staff_id
      WHERE e.municipality_id = ? AND e.case_id = ? AND e.cancels IS NULL
      ORDER BY e.seq`,
    [tenancy.current().municipalityId, caseId]
  )
  return rows
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { VisitFact } from '#modules/reservation/api'
import type { Refusal } from '../errors.js'
import type { KnownBecause, VisitCode, VisitStep } from '../visit_steps.js'

/** A step with the event it became, or that said as much before; without one where it was refused. */
export interface ToldStep extends VisitStep {
  seq: number | null
  known: KnownBecause | null
}

/** What cards were told of reservations already, each in order. */
export async function toldOfVisits(reservationIds: string[]): Promise<Map<string, ToldStep[]>> {
  const { rows } = await db.rawQuery(
    `SELECT s.reservation_id AS "reservationId", s.code, s.round, s.visit_at AS "visitAt", s.seq, s.known
       FROM unnest(?::uuid[]) AS wanted (id)
       JOIN visit_steps s ON s.municipality_id = ? AND s.reservation_id = wanted.id
      ORDER BY s.round`,
    [reservationIds, tenancy.current().municipalityId] as any[]
  )
  return Map.groupBy(
    rows as (ToldStep & { reservationId: string })[],
    ({ reservationId }) => reservationId
  )
}

/** The day on which a card was last told of a reservation; the day of the oldest card where none was. */
export async function lastToldOn(): Promise<string | null> {
  const { rows } = await db.rawQuery(
    `SELECT (coalesce((SELECT max(noted_at) FROM visit_steps WHERE municipality_id = :municipality),
                      (SELECT min(created_at) FROM card_cases WHERE municipality_id = :municipality))
             AT TIME ZONE 'Asia/Tokyo')::date::text AS day`,
    { municipality: tenancy.current().municipalityId }
  )
  return rows[0].day
}

/** The reservation a card was told of last. */
export async function latestVisitOf(caseId: string): Promise<string | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT reservation_id AS id FROM visit_steps
      WHERE municipality_id = ? AND case_id = ? AND code = 'RESERVE' AND seq IS NOT NULL
        AND known IS NULL
      ORDER BY seq DESC LIMIT 1`,
    [tenancy.current().municipalityId, caseId]
  )
  return rows[0]?.id
}

/**
 * The latest other reservation a card was told of that is still to come and of
 * whose end it has not heard, as it was told; from what is known here alone,
 * because the reservations may be in another deployment.
 */
export async function standingVisitOf(
  caseId: string,
  except: string
): Promise<(VisitFact & { round: number }) | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT s.reservation_id AS "reservationId", s.round, s.visit_at AS "startsAt",
            (s.visit_at AT TIME ZONE 'Asia/Tokyo')::date::text AS "visitDate",
            s.reception_number AS "receptionNumber", e.counter_id AS "counterId",
            'reserved' AS state, NULL AS "settledAt", true AS "collectsCard"
       FROM visit_steps s
       JOIN progress_events e
         ON e.municipality_id = s.municipality_id AND e.case_id = s.case_id AND e.seq = s.seq
      WHERE s.municipality_id = ? AND s.case_id = ? AND s.reservation_id <> ?
        AND s.code = 'RESERVE' AND s.known IS NULL AND s.visit_at > now()
        AND NOT EXISTS (SELECT FROM visit_steps later
                         WHERE later.municipality_id = s.municipality_id
                           AND later.reservation_id = s.reservation_id
                           AND (later.round > s.round
                                OR (later.round = s.round AND later.code <> 'RESERVE')))
      ORDER BY s.seq DESC LIMIT 1`,
    [tenancy.current().municipalityId, caseId, except]
  )
  return rows[0]
}

export interface VisitNote {
  code: VisitCode
  because: Refusal | KnownBecause
  receptionNumber: number
  visitAt: Date
  notedAt: Date
}

/** What could not be recorded for a card, and whoever came though nobody said so; the latest first, for staff to judge. */
export async function visitNotes(caseId: string): Promise<VisitNote[]> {
  const { rows } = await db.rawQuery(
    `SELECT code, coalesce(refused, known) AS because, reception_number AS "receptionNumber",
            visit_at AS "visitAt", noted_at AS "notedAt"
       FROM visit_steps
      WHERE municipality_id = ? AND case_id = ?
        AND (refused IS NOT NULL OR (code = 'NOSHOW' AND known = 'came_already'))
      ORDER BY noted_at DESC, round DESC LIMIT 20`,
    [tenancy.current().municipalityId, caseId]
  )
  return rows
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { today } from '#app/ui/main'
import { visitOf, type VisitFact } from '#modules/reservation/api'
import { coded } from '../coded_words.js'
import { E_NOT_RECORDED, type Refusal } from '../errors.js'
import type { EventFacts } from '../event_facts.js'
import { knownAlready, type Known } from '../known_already.js'
import { NOT_LIVE, STILL_BOOKED, type ProgressCode } from '../progress_codes.js'
import { codesOfVisits } from '../queries/codes_of_visits.js'
import { findCase } from '../queries/find_case.js'
import { lockCases } from '../queries/lock_cases.js'
import {
  latestVisitOf,
  standingVisitOf,
  toldOfVisits,
  type ToldStep,
} from '../queries/told_of_visits.js'
import { GIVES_UP, stepsLeft, type VisitStep } from '../visit_steps.js'
import { cancelEvent } from './cancel_event.js'
import { recordEvent } from './record_event.js'

/**
 * Records for a card what happened to a reservation, where whoever booked is
 * known by a link code. What the history cannot take is noted for staff and
 * never thrown: the resident's booking stands whatever the card does.
 *
 * @returns how much the card was told, and how much of it was refused
 */
export async function followVisit(reservationId: string) {
  const linkCode = (await codesOfVisits([reservationId])).get(reservationId)
  const told = linkCode ? await tellCard(linkCode, reservationId, visitOf) : undefined
  return { recorded: told?.recorded ?? 0, refused: told?.refused.length ?? 0 }
}

/** How a reservation stands; nothing where that is not known. */
type ReadVisit = (reservationId: string) => Promise<VisitFact | undefined>

/**
 * The same by link code, wherever it is known from how the reservation stands.
 *
 * @returns what came of it; nothing where there is no such card
 */
export async function tellCard(
  linkCode: string,
  reservationId: string,
  readVisit: ReadVisit
): Promise<{ recorded: number; refused: Refusal[] } | undefined> {
  const outcome = { recorded: 0, refused: [] as Refusal[] }
  const found = await findCase(linkCode)
  if (!('caseId' in found)) return undefined
  /** First the card, then a look at the reservation: of two messages at once the second sees what the first wrote. */
  const card = (await lockCases([found.caseId])).get(found.caseId)!
  const visit = await readVisit(reservationId)
  if (!visit) return outcome
  const isOver = NOT_LIVE.includes(card.status)
  const before = (await toldOfVisits([reservationId])).get(reservationId) ?? []
  for (const step of stepsLeft(visit, before)) {
    const known = knownAlready(card, step, visit, before)
    const told = known ?? (isOver ? 'not_live' : await tell(card.id, step, visit, before))
    await note(card.id, step, visit, told)
    if (typeof told === 'string') outcome.refused.push(told)
    if (typeof told !== 'number') continue
    outcome.recorded++
    if (GIVES_UP.includes(step.code)) await takeUpAgain(card.id, reservationId)
    if (step.code === 'VISIT') await takeUpAgain(card.id, reservationId, STILL_BOOKED)
  }
  return outcome
}

const tell = (caseId: string, step: VisitStep, visit: VisitFact, before: ToldStep[]) =>
  step.code === 'VISIT_UNDONE'
    ? takeBack(caseId, step, before)
    : record(caseId, { ...step, code: step.code }, visit)

/**
 * Whoever gave up the later of two bookings comes at the earlier one: the card
 * waits for that again. Whoever came to one still has the other: it stands
 * beside the arrival.
 */
async function takeUpAgain(caseId: string, ended: string, variant?: string) {
  const standing = await standingVisitOf(caseId, ended)
  if (!standing) return
  const { round, ...visit } = standing
  const step = { code: 'RESERVE' as const, round: round + 1, visitAt: visit.startsAt }
  await note(caseId, step, visit, await record(caseId, { ...step, variant }, visit))
}

/** Cancels the event the arrival became. @returns the cancellation's number, or why there is none */
async function takeBack(
  caseId: string,
  { round }: VisitStep,
  before: ToldStep[]
): Promise<number | Refusal> {
  const visit = before.find((step) => step.code === 'VISIT' && step.round === round)
  if (!visit?.seq) return 'nothing_to_cancel'
  const { seq } = visit
  const reason = coded('undone')
  return unlessRefused(() =>
    cancelEvent({ caseId, seq, reason, source: 'reservation', counterIds: null })
  )
}

/** The event's number, or why there is none. */
async function record(caseId: string, step: Recorded, visit: VisitFact): Promise<number | Refusal> {
  if (step.code === 'RESV_CANCEL' || step.code === 'NOSHOW') {
    if ((await latestVisitOf(caseId)) !== visit.reservationId) return 'other_visit'
  }
  const outcome = await attempt(caseId, factsOf(step, visit))
  if (outcome !== 'reason_needed') return outcome
  /** Nobody is there to give a reason; that it came by itself is one. */
  return attempt(caseId, { ...factsOf(step, visit), reason: coded('by_itself') })
}

const attempt = (caseId: string, facts: EventFacts) =>
  unlessRefused(() => recordEvent({ caseId, facts, counterIds: null }))

async function unlessRefused(work: () => Promise<{ seq: number }>): Promise<number | Refusal> {
  try {
    return (await work()).seq
  } catch (error) {
    if (error instanceof E_NOT_RECORDED) return error.because!
    throw error
  }
}

type Recorded = VisitStep & { code: ProgressCode; variant?: string }

function factsOf({ code, variant, visitAt }: Recorded, visit: VisitFact): EventFacts {
  const isPast = visit.visitDate < today()
  return {
    ...{ code, variant, source: 'reservation', counterId: visit.counterId },
    happenedOn: isPast && (code === 'VISIT' || code === 'NOSHOW') ? visit.visitDate : today(),
    visitAt: momentOf(code, visitAt, visit),
    reference: String(visit.receptionNumber),
  }
}

/** 予約時間, or 来場時間, which may be long past when it is caught up with (R87). */
const momentOf = (code: ProgressCode, visitAt: Date, { settledAt }: VisitFact) =>
  code === 'RESERVE'
    ? visitAt.toISOString()
    : code === 'VISIT'
      ? (settledAt?.toISOString() ?? null)
      : null

async function note(
  caseId: string,
  step: VisitStep,
  visit: VisitFact,
  told: number | Refusal | Known
) {
  const refused = typeof told === 'string' ? told : null
  const known = typeof told === 'object' ? told : null
  const seq = refused ? null : (known?.seq ?? told)
  await db.rawQuery(
    `INSERT INTO visit_steps
       (municipality_id, reservation_id, code, round, case_id, seq, refused, known, came_at, visit_at,
        reception_number)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[tenancy.current().municipalityId, visit.reservationId, step.code, step.round, caseId],
      ...[
        seq,
        refused,
        known?.because ?? null,
        known && step.code === 'VISIT' ? visit.settledAt : null,
      ],
      ...[step.visitAt, visit.receptionNumber],
    ] as any[]
  )
  if (!refused) return
  await audit.record({
    action: 'card-progress.note_visit',
    subject: { type: 'card_case', id: caseId },
    result: 'denied',
    detail: { status: step.code, because: refused },
  })
}

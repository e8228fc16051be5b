import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { coded, readCoded } from '../coded_words.js'
import { E_CASE_MOVED_ON } from '../errors.js'
import type { EventFacts } from '../event_facts.js'
import { ledgerChange, type CaseState, type PastEvent } from '../fold.js'
import type { CaseWithHistory } from '../queries/lock_cases.js'

/** An event that has been judged, with the state before and after it. */
export interface EventToWrite {
  known: CaseWithHistory
  event: PastEvent
  verdict: 'normal' | 'warn'
  before: CaseState
  after: CaseState
}

/** What all of them have in common, beside what is in each event. */
type Common = Pick<
  EventFacts,
  'cause' | 'reason' | 'mailingId' | 'disposalId' | 'reference' | 'oldCardCollected' | 'source'
> & { token?: string }

/**
 * Adds events, and in the same transaction the words of their reason and what
 * they change: the derived columns of the cases and the ledger of the stock.
 *
 * @throws E_CASE_MOVED_ON when a case has another version by now
 */
export async function writeEvents(all: EventToWrite[], common: Common) {
  if (all.length === 0) return
  try {
    const words = common.reason && !readCoded(common.reason) ? common.reason : null
    await insertEvents(all, words ? { ...common, reason: coded('written') } : common)
    if (words) await insertReasons(all, words)
    await updateCases(all)
    await insertMovements(all)
  } catch (error) {
    if (isConflict(error)) throw new E_CASE_MOVED_ON()
    throw error
  }
}

/** The guard's "moved on", or a unique index that let somebody else through first. */
const isConflict = (error: unknown) =>
  ['CP001', '23505'].includes((error as { code?: string }).code ?? '')

async function insertEvents(all: EventToWrite[], common: Common) {
  const { municipalityId, actor } = tenancy.current()
  const lines = all.map(({ known, event, verdict, before }) => ({
    ...{ case_id: known.id, seq: event.seq, code: event.code, variant: event.variant },
    ...{ cancels: event.cancels, from_code: before.status, verdict },
    ...{ happened_on: event.happenedOn, recorded_at: event.recordedAt },
    ...{ counter_id: event.counterId, to_counter_id: event.toCounterId, shelf: event.shelf },
    ...{ deadline: event.deadline, visit_at: event.visitAt },
  }))
  await db.rawQuery(
    `INSERT INTO progress_events
       (municipality_id, case_id, seq, code, variant, cancels, from_code, verdict, happened_on,
        recorded_at, counter_id, to_counter_id, shelf, deadline, visit_at,
        source, staff_id, cause, reason, mailing_id, disposal_id, reference, old_card_collected, token)
     SELECT ?, n.case_id, n.seq, n.code, n.variant, n.cancels, n.from_code, n.verdict, n.happened_on,
            n.recorded_at, n.counter_id, n.to_counter_id, n.shelf, n.deadline, n.visit_at,
            ?, ?, ?, ?, ?, ?, ?, ?::boolean, ?
       FROM jsonb_to_recordset(?::jsonb) AS n (
            case_id uuid, seq int, code text, variant text, cancels int, from_code text,
            verdict text, happened_on date, recorded_at timestamptz, counter_id uuid,
            to_counter_id uuid, shelf text, deadline date, visit_at timestamptz)`,
    [
      municipalityId,
      common.source ?? 'staff',
      actor.staffId ?? null,
      common.cause ?? null,
      common.reason ?? null,
      common.mailingId ?? null,
      common.disposalId ?? null,
      common.reference ?? null,
      common.oldCardCollected ?? null,
      common.token ?? null,
      JSON.stringify(lines),
    ] as any[]
  )
}

/** What somebody wrote stands beside the events: it ends some day, and no event changes. */
async function insertReasons(all: EventToWrite[], words: string) {
  const lines = all.map(({ known, event }) => ({
    ...{ case_id: known.id, seq: event.seq, written_at: event.recordedAt },
  }))
  await db.rawQuery(
    `INSERT INTO written_reasons (municipality_id, case_id, seq, words, written_at)
     SELECT ?, n.case_id, n.seq, ?, n.written_at
       FROM jsonb_to_recordset(?::jsonb) AS n (case_id uuid, seq int, written_at timestamptz)`,
    [tenancy.current().municipalityId, words, JSON.stringify(lines)]
  )
}

async function updateCases(all: EventToWrite[]) {
  const lines = all.map(({ known, event, after }) => ({
    ...{ id: known.id, old_version: known.version, version: event.seq },
    ...{ status: after.status, status_variant: after.statusVariant, status_seq: after.statusSeq },
    ...{ status_at: after.statusAt, status_on: after.statusOn },
    ...{ counter_id: after.counterId, shelf: after.shelf, in_stock: after.inStock },
    ...{ lost: after.lost },
    ...{
      in_transit_to: after.inTransitTo,
      reserved_at: after.reservedAt,
      deadline: after.deadline,
    },
  }))
  const { rowCount } = await db.rawQuery(
    `UPDATE card_cases c
        SET version = n.version, status = n.status, status_variant = n.status_variant,
            status_seq = n.status_seq, status_at = coalesce(n.status_at, c.created_at),
            status_on = coalesce(n.status_on, (c.created_at AT TIME ZONE 'Asia/Tokyo')::date),
            counter_id = n.counter_id, shelf = n.shelf, in_stock = n.in_stock,
            lost = n.lost, in_transit_to = n.in_transit_to, reserved_at = n.reserved_at,
            deadline = n.deadline
       FROM jsonb_to_recordset(?::jsonb) AS n (
            id uuid, old_version int, version int, status text, status_variant text,
            status_seq int, status_at timestamptz, status_on date, counter_id uuid, shelf text,
            in_stock boolean, lost boolean, in_transit_to uuid, reserved_at timestamptz, deadline date)
      WHERE c.municipality_id = ? AND c.id = n.id AND c.version = n.old_version`,
    [JSON.stringify(lines), tenancy.current().municipalityId]
  )
  if (rowCount !== all.length) throw new E_CASE_MOVED_ON()
}

async function insertMovements(all: EventToWrite[]) {
  const lines = all.flatMap(({ known, event, before, after }) =>
    ledgerChange(before, after).map(({ counterId, kind, delta }) => ({
      ...{ case_id: known.id, seq: event.seq, counter_id: counterId, kind, delta },
    }))
  )
  if (lines.length === 0) return
  await db.rawQuery(
    `INSERT INTO stock_movements (municipality_id, case_id, seq, counter_id, kind, delta)
     SELECT ?, n.case_id, n.seq, n.counter_id, n.kind, n.delta
       FROM jsonb_to_recordset(?::jsonb) AS n (
            case_id uuid, seq int, counter_id uuid, kind text, delta int)`,
    [tenancy.current().municipalityId, JSON.stringify(lines)]
  )
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { issueLinkCodes } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { coded } from '../coded_words.js'
import { E_BATCH_NUMBER_TAKEN, E_NOT_RECORDED } from '../errors.js'
import type { CardKind, CardMethod } from '../progress_codes.js'
import type { TypedCode } from '../typed_codes.js'
import { startBulk } from './start_bulk.js'

export interface ReceivedBatch {
  /** Of the form: sent twice, it is received once. */
  token: string
  number: string
  counterId: string
  arrivedOn: string
  expectedCount: number
  actualCount: number
  /** Where the counts differ: what was found out. */
  mismatchReason: string | null
  method: CardMethod
  kind: CardKind
  shelf: string | null
  /** The link codes of the cards; nothing where new ones are issued for them. */
  codes: TypedCode[] | null
  counterIds: string[] | null
}

/**
 * 一括受取 (R13, R81): a box with what should be in it and what was counted,
 * and カード到着 for each card.
 *
 * @throws E_BATCH_NUMBER_TAKEN
 * @returns the batch, and whether its cards are recorded in the background
 */
export async function receiveBatch(
  batch: ReceivedBatch
): Promise<{ batchId: string; inBackground: boolean; isNew: boolean }> {
  const { counterIds, counterId, token } = batch
  if (counterIds && !counterIds.includes(counterId)) throw new E_NOT_RECORDED('other_counter')
  const { municipalityId, actor } = tenancy.current()
  const batchId = await insertBatch(batch, municipalityId, actor.staffId!)
  if (!batchId) return findSentBefore(token)
  await audit.record({
    action: 'card-progress.receive_batch',
    subject: { type: 'card_batch', id: batchId },
    detail: {
      ...{ number: batch.number, expected: batch.expectedCount, actual: batch.actualCount },
      ...(batch.mismatchReason && { reason: batch.mismatchReason }),
    },
  })
  const codes = batch.codes ?? (await newCodes(batch.actualCount))
  const { inBackground } = await startBulk({
    ...{ token, counterIds, source: { codes } },
    facts: {
      ...{ code: 'ARRIVE', happenedOn: batch.arrivedOn, counterId, shelf: batch.shelf },
      /** A card that came back by post is in the box as well: it is known, and a warning. */
      reason: coded('in_batch'),
    },
    opens: { counterId, batchId, method: batch.method, kind: batch.kind },
  })
  return { batchId, inBackground, isNew: true }
}

/** @returns nothing when the number is there already */
async function insertBatch(batch: ReceivedBatch, municipalityId: number, staffId: string) {
  const { rows } = await db.rawQuery(
    `INSERT INTO card_batches
       (municipality_id, number, counter_id, arrived_on, expected_count, actual_count,
        mismatch_reason, method, kind, received_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (municipality_id, number) DO NOTHING RETURNING id`,
    [
      ...[municipalityId, batch.number, batch.counterId, batch.arrivedOn],
      ...[batch.expectedCount, batch.actualCount, batch.mismatchReason],
      ...[batch.method, batch.kind, staffId],
    ] as any[]
  )
  return rows[0]?.id as string | undefined
}

async function findSentBefore(token: string) {
  const { rows } = await db.rawQuery(
    'SELECT batch_id AS "batchId" FROM bulk_actions WHERE municipality_id = ? AND id = ?',
    [tenancy.current().municipalityId, token]
  )
  if (!rows[0]?.batchId) throw new E_BATCH_NUMBER_TAKEN()
  return { batchId: rows[0].batchId as string, inBackground: false, isNew: false }
}

async function newCodes(count: number): Promise<TypedCode[]> {
  const { codes } = await issueLinkCodes(count)
  return codes.map((typed) => ({ typed, cardNumber: null, twice: false }))
}

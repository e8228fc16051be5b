import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CardKind, CardMethod, CaseStatus } from '../progress_codes.js'

export interface CardFacts {
  id: string
  linkCode: string
  cardNumber: string | null
  method: CardMethod
  kind: CardKind
  appliedOn: string | null
  batchId: string | null
  batchNumber: string | null
  parentId: string | null
  childId: string | null
  version: number
  status: CaseStatus
  statusVariant: string | null
  statusAt: Date
  counterId: string
  counterName: string
  shelf: string | null
  inStock: boolean
  /** Lost and not found; the status says so unless the card was finished with. */
  isLost: boolean
  inTransitTo: string | null
  inTransitName: string | null
  reservedAt: Date | null
  deadline: string | null
  /** Other cards of the same link code, latest first. */
  others: { id: string; status: CaseStatus; statusAt: Date }[]
}

/** One card, for its page. */
export async function readCase(id: string): Promise<CardFacts | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT c.id, c.link_code AS "linkCode", c.card_number AS "cardNumber", c.method, c.kind,
            c.applied_on::text AS "appliedOn", c.batch_id AS "batchId", b.number AS "batchNumber",
            c.parent_id AS "parentId", next.id AS "childId", c.version, c.status,
            c.status_variant AS "statusVariant", c.status_at AS "statusAt",
            c.counter_id AS "counterId", place.name AS "counterName", c.shelf,
            c.in_stock AS "inStock", c.in_transit_to AS "inTransitTo", goal.name AS "inTransitName",
            c.lost AS "isLost", c.reserved_at AS "reservedAt", c.deadline::text AS deadline,
            coalesce((SELECT json_agg(json_build_object('id', o.id, 'status', o.status, 'statusAt', o.status_at)
                                      ORDER BY o.created_at DESC)
                        FROM card_cases o
                       WHERE o.municipality_id = c.municipality_id AND o.link_code = c.link_code
                         AND o.id <> c.id), '[]') AS others
       FROM card_cases c
       JOIN counters place ON place.municipality_id = c.municipality_id AND place.id = c.counter_id
       LEFT JOIN counters goal ON goal.municipality_id = c.municipality_id AND goal.id = c.in_transit_to
       LEFT JOIN card_batches b ON b.municipality_id = c.municipality_id AND b.id = c.batch_id
       LEFT JOIN card_cases next ON next.municipality_id = c.municipality_id AND next.parent_id = c.id
      WHERE c.municipality_id = ? AND c.id = ?`,
    [tenancy.current().municipalityId, id]
  )
  return rows[0]
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { traceUnlessBare } from '../bare_labels.js'
import type { CardKind, CardMethod, CaseStatus, ProgressCode } from '../progress_codes.js'
import { MILESTONES, MILESTONES_OF, type Milestones } from './milestones.js'

export interface CaseFilter {
  /** ISO dates of the latest event, first and last. */
  from: string
  until: string
  statuses: ProgressCode[]
  counter?: string | null
  shelf?: string | null
  batch?: string | null
  method?: CardMethod | null
  /** Twelve symbols, or the beginning of the municipality's number. */
  code?: string | null
}

export const SORTS = ['newest', 'oldest', 'shelf', 'code'] as const
export type Sort = (typeof SORTS)[number]

export interface ListedCase extends Milestones {
  id: string
  linkCode: string
  cardNumber: string | null
  status: CaseStatus
  statusVariant: string | null
  statusAt: Date
  statusBy: string | null
  /** Of the latest event, where it has one. */
  cause: string | null
  method: CardMethod
  kind: CardKind
  counterName: string
  inTransitName: string | null
  shelf: string | null
  inStock: boolean
  /** Lost and not found; the status says so unless the card was finished with. */
  isLost: boolean
  batchNumber: string | null
  reservedAt: Date | null
  deadline: string | null
}

/** Cases that are counted and paged through; a file has them all. */
export const MOST = 10_000

const ORDERS: Record<Sort, string> = {
  newest: 'c.status_at DESC, c.id DESC',
  oldest: 'c.status_at, c.id',
  shelf: 'c.counter_id, c.shelf, c.id',
  code: 'c.link_code, c.id',
}

/** SQL: what is told of cards `c`. */
const listed = (source: string, order: string) =>
  `SELECT c.id, c.link_code AS "linkCode", c.card_number AS "cardNumber", c.status,
          c.status_variant AS "statusVariant", c.status_at AS "statusAt", s.name AS "statusBy",
          e.cause, c.method, c.kind, place.name AS "counterName", goal.name AS "inTransitName", c.shelf,
          c.in_stock AS "inStock", c.lost AS "isLost", b.number AS "batchNumber", c.reserved_at AS "reservedAt",
          c.deadline::text AS deadline, ${MILESTONES}
     FROM (${source}) AS c
     JOIN counters place ON place.municipality_id = c.municipality_id AND place.id = c.counter_id
     LEFT JOIN counters goal ON goal.municipality_id = c.municipality_id AND goal.id = c.in_transit_to
     LEFT JOIN card_batches b ON b.municipality_id = c.municipality_id AND b.id = c.batch_id
     LEFT JOIN progress_events e
       ON e.municipality_id = c.municipality_id AND e.case_id = c.id AND e.seq = c.status_seq
     LEFT JOIN staff_members s ON s.municipality_id = e.municipality_id AND s.id = e.staff_id
     ${MILESTONES_OF}
    ORDER BY ${order}`

/** 進捗状況一覧 (PG2): a page of cards by their latest event. */
export async function listCases(
  filter: CaseFilter,
  {
    counterIds,
    sort = 'newest',
    offset = 0,
    limit,
  }: { counterIds: string[] | null; sort?: Sort; offset?: number; limit: number }
): Promise<ListedCase[]> {
  const [conditions, values] = conditionsOf(filter, counterIds)
  const { rows } = await db.rawQuery(
    listed(
      `SELECT * FROM card_cases c WHERE ${conditions}
        ORDER BY ${ORDERS[sort]} LIMIT :limit OFFSET :offset`,
      ORDERS[sort]
    ),
    { ...values, limit, offset } as any
  )
  return rows
}

const ID_BYTES = 16

/**
 * The ids of all of them at one moment, newest first, sixteen bytes each, page
 * by page: hundreds of thousands as rows, or as one text, would fill the memory.
 */
export async function idsOfCases(
  filter: CaseFilter,
  counterIds: string[] | null,
  perPage: number
): Promise<Buffer[]> {
  const [conditions, values] = conditionsOf(filter, counterIds)
  const { rows } = await db.rawQuery(
    `SELECT string_agg(uuid_send(id), ''::bytea ORDER BY place) AS ids
       FROM (SELECT c.id, row_number() OVER listed AS place,
                    (row_number() OVER listed - 1) / :perPage AS page
               FROM card_cases c WHERE ${conditions}
             WINDOW listed AS (ORDER BY ${ORDERS.newest})) AS found
      GROUP BY page ORDER BY page`,
    { ...values, perPage } as any
  )
  return rows.map(({ ids }: { ids: Buffer }) => ids)
}

/** The ids of a page of `idsOfCases`. */
export const idsOn = (page: Buffer): string[] =>
  Array.from({ length: page.length / ID_BYTES }, (_, i) =>
    page.toString('hex', i * ID_BYTES, (i + 1) * ID_BYTES)
  )

/** Cards as they are now, in the order of their ids here. */
export async function casesById(ids: string[]): Promise<ListedCase[]> {
  const { rows } = await db.rawQuery(
    listed(
      `SELECT c.*, wanted.n FROM unnest(?::uuid[]) WITH ORDINALITY AS wanted (id, n)
         JOIN card_cases c ON c.municipality_id = ? AND c.id = wanted.id`,
      'c.n'
    ),
    [ids, tenancy.current().municipalityId] as any[]
  )
  return rows
}

/** The conditions for the audit log: what was typed may be anything (R45). */
export const filterForLog = (filter: CaseFilter) => ({
  ...filter,
  shelf: traceUnlessBare(filter.shelf),
  code: traceUnlessBare(filter.code),
})

/** @returns one more than MOST where there are more */
export async function countCases(filter: CaseFilter, counterIds: string[] | null): Promise<number> {
  const [conditions, values] = conditionsOf(filter, counterIds)
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n
       FROM (SELECT FROM card_cases c WHERE ${conditions} LIMIT ${MOST + 1}) AS seen`,
    values as any
  )
  return rows[0].n
}

/** A card that was finished with keeps its status when it is lost, and is among the lost ones as well. */
const ofStatus = (statuses: ProgressCode[]) =>
  statuses.includes('LOST')
    ? '(c.status = ANY (:statuses::text[]) OR c.lost)'
    : 'c.status = ANY (:statuses::text[])'

/** Only what was asked for becomes a condition, so that the plan fits it. */
export function conditionsOf(filter: CaseFilter, counterIds: string[] | null) {
  const conditions = [
    'c.municipality_id = :municipality',
    `c.status_at >= :from::date::timestamp AT TIME ZONE 'Asia/Tokyo'`,
    `c.status_at < (:until::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'`,
  ]
  const { from, until, statuses, counter, shelf, batch, method, code } = filter
  if (statuses.length > 0) conditions.push(ofStatus(statuses))
  if (counter) conditions.push('c.counter_id = :counter::uuid')
  if (counterIds) conditions.push('c.counter_id = ANY (:counters::uuid[])')
  if (shelf) conditions.push('c.shelf = :shelf')
  if (batch) conditions.push('c.batch_id = :batch::uuid')
  if (method) conditions.push('c.method = :method')
  if (code) conditions.push('(c.link_code = :code OR c.card_number = :code)')
  return [
    conditions.join(' AND '),
    {
      ...{ from, until, statuses, counter, shelf, batch, method, code, counters: counterIds },
      municipality: tenancy.current().municipalityId,
    },
  ] as const
}

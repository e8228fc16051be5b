import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Page } from '../paging.js'
import type { CaseStatus } from '../progress_codes.js'
import { waitsForDisposal } from './resolve_codes.js'

export interface Disposal {
  id: string
  method: string
  /** Why cards are in it that the rules warn of. */
  reason: string | null
  plannedOn: string
  state: 'proposed' | 'confirmed' | 'withdrawn'
  proposedBy: string
  proposedById: string
  proposedAt: Date
  confirmedBy: string | null
  confirmedAt: Date | null
  cards: number
}

export interface DisposalCard {
  id: string
  linkCode: string
  cardNumber: string | null
  status: CaseStatus
  counterName: string
  shelf: string | null
}

/** `warned`: the rules warn of it in the status it was proposed in. */
export type ProposedCard = DisposalCard & { warned: boolean }

/** SQL: what is told of a card `k` at its `place`. */
const CARD = `k.id, k.link_code AS "linkCode", k.card_number AS "cardNumber", k.status,
  place.name AS "counterName", k.shelf`

/** A person limited to counters sees disposals with a card of theirs. */
const WITHIN_REACH = `
  d.municipality_id = :municipality
  AND (:counters::uuid[] IS NULL OR EXISTS (
       SELECT FROM disposal_cases x
         JOIN card_cases k ON k.municipality_id = x.municipality_id AND k.id = x.case_id
        WHERE x.municipality_id = d.municipality_id AND x.disposal_id = d.id
          AND k.counter_id = ANY (:counters::uuid[])))`

const SELECT = `
  SELECT d.id, d.method, d.reason, d.planned_on::text AS "plannedOn", d.state, p.name AS "proposedBy",
         d.proposed_by AS "proposedById", d.proposed_at AS "proposedAt",
         c.name AS "confirmedBy", d.confirmed_at AS "confirmedAt",
         (SELECT count(*)::int FROM disposal_cases x
           WHERE x.municipality_id = d.municipality_id AND x.disposal_id = d.id) AS cards
    FROM disposals d
    JOIN staff_members p ON p.municipality_id = d.municipality_id AND p.id = d.proposed_by
    LEFT JOIN staff_members c ON c.municipality_id = d.municipality_id AND c.id = d.confirmed_by
   WHERE ${WITHIN_REACH}`

const scope = (counterIds: string[] | null) => ({
  municipality: tenancy.current().municipalityId,
  counters: counterIds,
})

/** The latest first, before them those that wait for a second person. */
export async function listDisposals(
  counterIds: string[] | null,
  { offset, limit }: Page
): Promise<Disposal[]> {
  const { rows } = await db.rawQuery(
    `${SELECT} ORDER BY d.state <> 'proposed', d.proposed_at DESC, d.id LIMIT :limit OFFSET :offset`,
    { ...scope(counterIds), offset, limit } as any
  )
  return rows
}

export async function countDisposals(counterIds: string[] | null): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM disposals d WHERE ${WITHIN_REACH}`,
    scope(counterIds) as any
  )
  return rows[0].n
}

export async function findDisposal(
  id: string,
  counterIds: string[] | null
): Promise<(Disposal & { list: ProposedCard[] }) | undefined> {
  const { rows } = await db.rawQuery(`${SELECT} AND d.id = :id`, {
    ...scope(counterIds),
    id,
  } as any)
  if (rows.length === 0) return undefined
  const { rows: list } = await db.rawQuery(
    `SELECT ${CARD}, x.warned
       FROM disposal_cases x
       JOIN card_cases k ON k.municipality_id = x.municipality_id AND k.id = x.case_id
       JOIN counters place ON place.municipality_id = k.municipality_id AND place.id = k.counter_id
      WHERE x.municipality_id = ? AND x.disposal_id = ?
      ORDER BY place.display_order, k.shelf NULLS FIRST, k.link_code`,
    [tenancy.current().municipalityId, id]
  )
  return { ...rows[0], list }
}

/** The cards at a counter that are only waiting for it: 交付不可 and closed by a re-issue. */
export async function disposableCards(
  counterId: string,
  counterIds: string[] | null
): Promise<DisposalCard[]> {
  if (counterIds && !counterIds.includes(counterId)) return []
  const { rows } = await db.rawQuery(
    `SELECT ${CARD}
       FROM card_cases k
       JOIN counters place ON place.municipality_id = k.municipality_id AND place.id = k.counter_id
      WHERE k.municipality_id = :municipality AND k.counter_id = :counter AND ${waitsForDisposal('k')}
        AND NOT EXISTS (
            SELECT FROM disposal_cases x
              JOIN disposals d ON d.municipality_id = x.municipality_id AND d.id = x.disposal_id
             WHERE x.municipality_id = k.municipality_id AND x.case_id = k.id AND d.state = 'proposed')
      ORDER BY k.shelf NULLS FIRST, k.link_code LIMIT 1000`,
    { municipality: tenancy.current().municipalityId, counter: counterId }
  )
  return rows
}

/** Those of some cases that wait in a disposal for its second person. */
export async function casesProposed(caseIds: string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.rawQuery(
    `SELECT x.case_id AS id FROM disposal_cases x
       JOIN disposals d ON d.municipality_id = x.municipality_id AND d.id = x.disposal_id
      WHERE x.municipality_id = ? AND x.case_id = ANY (?::uuid[]) AND d.state = 'proposed'`,
    [tenancy.current().municipalityId, caseIds] as any[]
  )
  return new Set(rows.map(({ id }: { id: string }) => id))
}

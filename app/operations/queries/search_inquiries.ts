import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import type { Inquiry } from '../inquiry.js'

const PER_PAGE = 50

export interface InquiryFilter {
  /** ISO dates, first and last day on which it was received. */
  from: string
  until: string
  category?: string | null
  state?: string | null
  counter?: string | null
  /** Part of the question or the answer. */
  words?: string | null
}

const SELECTED = `
  i.id, i.number, i.received_on::text AS "receivedOn", i.counter_id AS "counterId",
  c.name AS "counterName", i.category, i.channel, i.question, i.answer, i.state, i.version,
  i.updated_at AS "updatedAt"`

const FROM = `
  FROM inquiries i
  LEFT JOIN counters c ON c.municipality_id = i.municipality_id AND c.id = i.counter_id`

/**
 * Inquiries, newest first. Whoever is limited to counters (R44) finds those of
 * their counters and those of none. The period is what the index is for; the
 * words are looked for among what is left.
 *
 * @param page a page of the list; left out, all of it
 */
export async function searchInquiries(
  filter: InquiryFilter,
  counterIds: string[] | null,
  page?: number
): Promise<{ inquiries: Inquiry[]; total: number; perPage: number }> {
  const { rows } = await db.rawQuery(
    `SELECT ${SELECTED}, count(*) OVER ()::int AS total ${FROM}
      WHERE i.municipality_id = :municipality
        AND i.received_on BETWEEN :from::date AND :until::date
        AND (:category::text IS NULL OR i.category = :category)
        AND (:state::text IS NULL OR i.state = :state)
        AND (:counter::uuid IS NULL OR i.counter_id = :counter)
        AND (:words::text IS NULL OR position(:words in i.question || ' ' || coalesce(i.answer, '')) > 0)
        AND ${WITHIN_REACH}
      ORDER BY i.received_on DESC, i.number DESC
      ${page ? `LIMIT ${PER_PAGE} OFFSET ${(page - 1) * PER_PAGE}` : ''}`,
    {
      municipality: tenancy.current().municipalityId,
      category: null,
      state: null,
      counter: null,
      words: null,
      ...definedIn(filter),
      counters: counterIds,
    } as any
  )
  return {
    inquiries: rows.map(({ total: _, ...inquiry }: any) => inquiry),
    total: rows[0]?.total ?? 0,
    perPage: PER_PAGE,
  }
}

/** @throws E_PAGE_NOT_FOUND also for one of a counter that is not this person's */
export async function findInquiry(id: string, counterIds: string[] | null): Promise<Inquiry> {
  const { rows } = await db.rawQuery(
    `SELECT ${SELECTED} ${FROM}
      WHERE i.municipality_id = :municipality AND i.id = :id AND ${WITHIN_REACH}`,
    { municipality: tenancy.current().municipalityId, id, counters: counterIds } as any
  )
  if (!rows[0]) throw new E_PAGE_NOT_FOUND()
  return rows[0]
}

const WITHIN_REACH = `(:counters::uuid[] IS NULL OR i.counter_id IS NULL OR i.counter_id = ANY (:counters::uuid[]))`

const definedIn = (filter: InquiryFilter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))

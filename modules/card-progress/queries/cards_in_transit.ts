import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { Page } from '../paging.js'

export interface CardInTransit {
  id: string
  linkCode: string
  cardNumber: string | null
  fromName: string
  toId: string
  toName: string
  sentOn: string
  sentBy: string | null
  days: number
}

/** SQL: that a card `c` is on its way from or to somebody's counters. */
const ON_ITS_WAY = `
  c.municipality_id = :municipality AND c.in_transit_to IS NOT NULL
  AND (:counters::uuid[] IS NULL OR c.counter_id = ANY (:counters::uuid[])
       OR c.in_transit_to = ANY (:counters::uuid[]))`

/** What is on its way between two counters, longest first. */
export async function cardsInTransit(
  counterIds: string[] | null,
  { offset, limit }: Page
): Promise<CardInTransit[]> {
  const { rows } = await db.rawQuery(
    `SELECT c.id, c.link_code AS "linkCode", c.card_number AS "cardNumber", f.name AS "fromName",
            g.id AS "toId", g.name AS "toName", sent.happened_on::text AS "sentOn", s.name AS "sentBy",
            (now() AT TIME ZONE 'Asia/Tokyo')::date - sent.happened_on AS days
       FROM card_cases c
       JOIN LATERAL (
            SELECT e.happened_on, e.staff_id FROM progress_events e
             WHERE e.municipality_id = c.municipality_id AND e.case_id = c.id
               AND e.code = 'STORE' AND e.variant = 'sent'
             ORDER BY e.seq DESC LIMIT 1) AS sent ON true
       JOIN counters f ON f.municipality_id = c.municipality_id AND f.id = c.counter_id
       JOIN counters g ON g.municipality_id = c.municipality_id AND g.id = c.in_transit_to
       LEFT JOIN staff_members s ON s.municipality_id = c.municipality_id AND s.id = sent.staff_id
      WHERE ${ON_ITS_WAY}
      ORDER BY sent.happened_on, g.display_order, c.link_code, c.id LIMIT :limit OFFSET :offset`,
    { municipality: tenancy.current().municipalityId, counters: counterIds, offset, limit } as any
  )
  return rows
}

export async function countInTransit(counterIds: string[] | null): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM card_cases c WHERE ${ON_ITS_WAY}`,
    { municipality: tenancy.current().municipalityId, counters: counterIds } as any
  )
  return rows[0].n
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CaseStatus } from '../progress_codes.js'
import { isPast } from './is_past.js'

export interface PlaceOfCard {
  linkCode: string
  counterId: string
  counterName: string
  inTransitTo: string | null
  inTransitName: string | null
  shelf: string | null
  inStock: boolean
  status: CaseStatus
}

/** Where the live cards of link codes lie, or why they do not. */
export async function shelvesOfCodes(linkCodes: string[]): Promise<PlaceOfCard[]> {
  const { rows } = await db.rawQuery(
    `SELECT c.link_code AS "linkCode", c.counter_id AS "counterId", place.name AS "counterName",
            c.in_transit_to AS "inTransitTo", goal.name AS "inTransitName", c.shelf,
            c.in_stock AS "inStock", c.status
       FROM unnest(?::text[]) AS wanted (code)
       JOIN card_cases c ON c.municipality_id = ? AND c.link_code = wanted.code
        AND NOT ${isPast('c')}
       JOIN counters place ON place.municipality_id = c.municipality_id AND place.id = c.counter_id
       LEFT JOIN counters goal ON goal.municipality_id = c.municipality_id AND goal.id = c.in_transit_to`,
    [linkCodes, tenancy.current().municipalityId] as any[]
  )
  return rows
}

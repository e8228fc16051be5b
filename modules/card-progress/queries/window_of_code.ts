import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { NOT_LIVE, type CaseStatus } from '../progress_codes.js'

export interface WaitingCard {
  status: CaseStatus
  counterId: string
  inTransitTo: string | null
  deadline: string | null
}

/**
 * The card a link code waits for.
 *
 * @returns `none` where every card of it is dealt with; undefined where there never was one
 */
export async function waitingCard(linkCode: string): Promise<WaitingCard | 'none' | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT status, counter_id AS "counterId", in_transit_to AS "inTransitTo",
            deadline::text AS deadline
       FROM card_cases WHERE municipality_id = ? AND link_code = ?`,
    [tenancy.current().municipalityId, linkCode]
  )
  const cards = rows as WaitingCard[]
  return (
    cards.find(({ status }) => !NOT_LIVE.includes(status)) ??
    (cards.length > 0 ? 'none' : undefined)
  )
}

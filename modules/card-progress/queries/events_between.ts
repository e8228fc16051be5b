import db from '@adonisjs/lucid/services/db'
import type { ReportPage } from '@madoguchi/module-kit'
import { tenancy } from '#app/tenancy/main'
import type { ProgressCode } from '../progress_codes.js'
import { came, cameAt } from './came_at.js'
import { notTakenBack } from './not_taken_back.js'
import { reasonOf } from './reason_of.js'

export interface ReportedEvent {
  linkCode: string
  cardNumber: string | null
  variant: string | null
  cause: string | null
  happenedOn: string
  recordedAt: Date
  by: string | null
  confirmedBy: string | null
  reason: string | null
  counterName: string
  shelf: string | null
  batchNumber: string | null
  method: string
  deadline: string | null
  disposalMethod: string | null
  oldCardCollected: boolean | null
  /** 来庁時間, or the time a booking is for. */
  visitAt: Date | null
  reference: string | null
}

export interface Reach {
  from: string
  until: string
  counterIds: string[] | null
}

export interface EventsAsked {
  code: ProgressCode
  /** Only hand-overs at which an old card was taken back. */
  oldCardOnly?: boolean
}

/** SQL: that an event is of a kind, happened in a period and was not cancelled. */
const listed = ({ code, oldCardOnly }: EventsAsked) =>
  `e.municipality_id = :municipality AND ${code === 'VISIT' ? came('e') : 'e.code = :code'}
        AND e.happened_on BETWEEN :from::date AND :until::date
        AND (:counters::uuid[] IS NULL OR e.counter_id = ANY (:counters::uuid[]))
        ${oldCardOnly ? 'AND e.old_card_collected' : ''}
        AND ${notTakenBack('e')}`

const within = ({ from, until, counterIds }: Reach, { code }: EventsAsked) => ({
  ...{ from, until, code, counters: counterIds },
  municipality: tenancy.current().municipalityId,
})

/** How many of them there are, of each variant or cause where it is asked. */
export async function countOfEvents(
  reach: Reach,
  events: EventsAsked,
  by?: 'variant' | 'cause'
): Promise<{ name: string | null; count: number }[]> {
  const { rows } = await db.rawQuery(
    `SELECT ${by ? `e.${by}` : 'NULL'} AS name, count(*)::int AS count
       FROM progress_events e WHERE ${listed(events)} GROUP BY 1 ORDER BY 2 DESC, 1`,
    within(reach, events) as any
  )
  return rows
}

/** The events themselves, or a page of them, in the order of the days. */
export async function eventsBetween(
  reach: Reach,
  events: EventsAsked,
  page?: ReportPage
): Promise<ReportedEvent[]> {
  const { code } = events
  const { rows } = await db.rawQuery(
    `SELECT c.link_code AS "linkCode", c.card_number AS "cardNumber", e.variant, e.cause,
            e.happened_on::text AS "happenedOn", e.recorded_at AS "recordedAt", s.name AS by,
            second.name AS "confirmedBy", ${reasonOf('e')} AS reason, k.name AS "counterName", e.shelf,
            b.number AS "batchNumber", c.method, e.deadline::text AS deadline,
            d.method AS "disposalMethod", e.old_card_collected AS "oldCardCollected",
            ${code === 'VISIT' ? `coalesce(e.visit_at, ${cameAt('e')})` : 'e.visit_at'} AS "visitAt",
            e.reference
       FROM progress_events e
       JOIN card_cases c ON c.municipality_id = e.municipality_id AND c.id = e.case_id
       JOIN counters k ON k.municipality_id = e.municipality_id AND k.id = e.counter_id
       LEFT JOIN card_batches b ON b.municipality_id = c.municipality_id AND b.id = c.batch_id
       LEFT JOIN disposals d ON d.municipality_id = e.municipality_id AND d.id = e.disposal_id
       LEFT JOIN staff_members s
         ON s.municipality_id = e.municipality_id AND s.id = coalesce(d.proposed_by, e.staff_id)
       LEFT JOIN staff_members second
         ON second.municipality_id = d.municipality_id AND second.id = d.confirmed_by
      WHERE ${listed(events)}
      ORDER BY e.happened_on, k.display_order, e.recorded_at, c.link_code, e.seq
      LIMIT :limit OFFSET :offset`,
    { ...within(reach, events), limit: page?.limit ?? null, offset: page?.offset ?? 0 } as any
  )
  return rows
}

import { came, cameAt } from './came_at.js'
import { notTakenBack } from './not_taken_back.js'

/** What a card has come through, its latest of each kind, beside how it stands now (R81–R90). */
export interface Milestones {
  arrivedOn: string | null
  firstNotifiedOn: string | null
  notifiedOn: string | null
  notifiedAs: string | null
  returnedOn: string | null
  /** 返戻 of the notice or of the card. */
  returned: string | null
  returnCause: string | null
  /** Number of the reservation it waits for. */
  reference: string | null
  noShowOn: string | null
  cameOn: string | null
  cameAt: Date | null
  cameTo: string | null
  visits: number
  sentBackOn: string | null
  sendBackCause: string | null
  issuedOn: string | null
  issuedTo: string | null
  issuedAt: string | null
  oldCardCollected: boolean | null
  reissuedOn: string | null
  parentCode: string | null
}

/** SQL: the columns of MILESTONES_OF. */
export const MILESTONES = `
  passed.arrived_on::text AS "arrivedOn", passed.first_notified_on::text AS "firstNotifiedOn",
  notice.happened_on::text AS "notifiedOn", notice.variant AS "notifiedAs",
  back.happened_on::text AS "returnedOn", back.variant AS returned, back.cause AS "returnCause",
  reservation.reference, passed.no_show_on::text AS "noShowOn",
  visit.happened_on::text AS "cameOn", coalesce(visit.visit_at, ${cameAt('visit')}) AS "cameAt",
  visited.name AS "cameTo", passed.visits, away.happened_on::text AS "sentBackOn",
  away.cause AS "sendBackCause", issue.happened_on::text AS "issuedOn", issue.variant AS "issuedTo",
  issuer.name AS "issuedAt", issue.old_card_collected AS "oldCardCollected",
  passed.reissued_on::text AS "reissuedOn", parent.link_code AS "parentCode"`

const event = (name: string, seq: string) =>
  `LEFT JOIN progress_events ${name} ON ${name}.municipality_id = c.municipality_id
     AND ${name}.case_id = c.id AND ${name}.seq = ${seq}`

const counter = (name: string, of: string) =>
  `LEFT JOIN counters ${name} ON ${name}.municipality_id = c.municipality_id AND ${name}.id = ${of}`

/** SQL: joined to cards `c`: one look at the history of each, and then the events found in it. */
export const MILESTONES_OF = `
  CROSS JOIN LATERAL (
       SELECT max(e.happened_on) FILTER (WHERE e.code = 'ARRIVE') AS arrived_on,
              min(e.happened_on) FILTER (WHERE e.code = 'NOTIFY') AS first_notified_on,
              max(e.happened_on) FILTER (WHERE e.code = 'NOSHOW') AS no_show_on,
              max(e.happened_on) FILTER (WHERE e.code = 'REISSUE') AS reissued_on,
              max(e.seq) FILTER (WHERE e.code = 'NOTIFY') AS notice,
              max(e.seq) FILTER (WHERE e.code = 'RETURN') AS back,
              max(e.seq) FILTER (WHERE e.code = 'RESERVE') AS reservation,
              max(e.seq) FILTER (WHERE e.code = 'SENDBACK') AS away,
              max(e.seq) FILTER (WHERE e.code = 'ISSUE') AS issue,
              max(e.seq) FILTER (WHERE ${came('e')}) AS visit,
              count(*) FILTER (WHERE ${came('e')})::int AS visits
         FROM progress_events e
        WHERE e.municipality_id = c.municipality_id AND e.case_id = c.id AND e.cancels IS NULL
          AND ${notTakenBack('e')}) AS passed
  ${event('notice', 'passed.notice')}
  ${event('back', 'passed.back')}
  ${event('reservation', 'passed.reservation AND c.reserved_at IS NOT NULL')}
  ${event('visit', 'passed.visit')}
  ${event('away', 'passed.away')}
  ${event('issue', 'passed.issue')}
  ${counter('visited', 'visit.counter_id')}
  ${counter('issuer', 'issue.counter_id')}
  LEFT JOIN card_cases parent ON parent.municipality_id = c.municipality_id AND parent.id = c.parent_id`

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
  (passed.notice).happened_on::text AS "notifiedOn", (passed.notice).variant AS "notifiedAs",
  (passed.back).happened_on::text AS "returnedOn", (passed.back).variant AS returned,
  (passed.back).cause AS "returnCause",
  CASE WHEN c.reserved_at IS NOT NULL THEN (passed.reservation).reference END AS reference,
  passed.no_show_on::text AS "noShowOn", (passed.visit).happened_on::text AS "cameOn",
  coalesce((passed.visit).visit_at, ${cameAt('(passed.visit)')}) AS "cameAt",
  visited.name AS "cameTo", passed.visits, (passed.away).happened_on::text AS "sentBackOn",
  (passed.away).cause AS "sendBackCause", (passed.issue).happened_on::text AS "issuedOn",
  (passed.issue).variant AS "issuedTo", issuer.name AS "issuedAt",
  (passed.issue).old_card_collected AS "oldCardCollected", passed.reissued_on::text AS "reissuedOn",
  parent.link_code AS "parentCode"`

/** The whole event: joined once more by its number, six of them would be looked up for each card. */
const latest = (which: string) => `(array_agg(e ORDER BY e.seq DESC) FILTER (WHERE ${which}))[1]`

const counter = (name: string, of: string) =>
  `LEFT JOIN counters ${name} ON ${name}.municipality_id = c.municipality_id AND ${name}.id = ${of}`

/** SQL: joined to cards `c`, with one look at the history of each. */
export const MILESTONES_OF = `
  CROSS JOIN LATERAL (
       SELECT max(e.happened_on) FILTER (WHERE e.code = 'ARRIVE') AS arrived_on,
              min(e.happened_on) FILTER (WHERE e.code = 'NOTIFY') AS first_notified_on,
              max(e.happened_on) FILTER (WHERE e.code = 'NOSHOW') AS no_show_on,
              max(e.happened_on) FILTER (WHERE e.code = 'REISSUE') AS reissued_on,
              count(*) FILTER (WHERE ${came('e')})::int AS visits,
              ${latest("e.code = 'NOTIFY'")} AS notice,
              ${latest("e.code = 'RETURN'")} AS back,
              ${latest("e.code = 'RESERVE'")} AS reservation,
              ${latest(came('e'))} AS visit,
              ${latest("e.code = 'SENDBACK'")} AS away,
              ${latest("e.code = 'ISSUE'")} AS issue
         FROM progress_events e
        WHERE e.municipality_id = c.municipality_id AND e.case_id = c.id AND e.cancels IS NULL
          AND ${notTakenBack('e')}) AS passed
  ${counter('visited', '(passed.visit).counter_id')}
  ${counter('issuer', '(passed.issue).counter_id')}
  LEFT JOIN card_cases parent ON parent.municipality_id = c.municipality_id AND parent.id = c.parent_id`

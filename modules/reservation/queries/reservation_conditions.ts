import { recordsFound, type FieldSearch } from '#app/fields/main'
import { tenancy } from '#app/tenancy/main'
import type { HowItCame } from '../how_it_came.js'

/** Which reservations a list is of (ST2): everything given has to hold. */
export interface ReservationFilter {
  /** ISO dates, first and last. */
  from?: string | null
  until?: string | null
  /** What the days are of: 来庁日 or 申込日. */
  by?: 'visit' | 'received'
  counter?: string | null
  state?: string | null
  /** 受付番号: any this reservation ever had. */
  number?: number | null
  /** 通し番号. */
  serial?: number | null
  procedure?: string | null
  collected?: boolean | null
  handling?: string | null
  how?: HowItCame | null
  accessKeyHash?: Buffer | null
  /** Every code that stands for the same. */
  linkCodes?: string[] | null
  /** Those a module knows by what was typed; nobody when it is empty. */
  bookerIds?: string[] | null
  fields?: FieldSearch[]
}

interface Conditions {
  /** What is read beforehand, for WITH. */
  found: string[]
  where: string
  bindings: Record<string, unknown>
}

const CAME: Record<HowItCame, string> = {
  by_resident: 'r.booked_by IS NULL',
  by_proxy: 'r.booked_by IS NOT NULL AND NOT r.walk_in',
  walk_in: 'r.walk_in',
}

const isFound = (i: number) => `r.id IN (SELECT record_id FROM found_${i})`

/** Midnight in Tokyo at the beginning of a day. */
const midnight = (day: string) => `(${day}::timestamp AT TIME ZONE 'Asia/Tokyo')`

/**
 * The conditions on `reservations r`, written only where they are asked for,
 * so that the plan is made for those. Records found by a field are read first:
 * they are few, and the planner cannot know it.
 *
 * @param options.many they are not: the reservations are read in their order, and each is looked for among them
 */
export function conditionsOf(
  filter: ReservationFilter,
  counterIds: string[] | null,
  { many = false } = {}
): Conditions {
  const { from, until, by = 'visit' } = filter
  const searches = (filter.fields ?? []).map((search, i) => recordsFound(search, `field_${i}`))
  const visit = by === 'visit'
  const asked: [unknown, string][] = [
    [from, visit ? 'r.visit_date >= :from::date' : `r.reserved_at >= ${midnight(':from')}`],
    [
      until,
      visit
        ? 'r.visit_date <= :until::date'
        : `r.reserved_at < ${midnight(':until')} + interval '1 day'`,
    ],
    [filter.counter, 'r.counter_id = :counter::uuid'],
    [filter.state, 'r.state = :state'],
    [filter.number, ':number::int = ANY (r.issued_numbers)'],
    [filter.serial, 'r.serial_number = :serial::bigint'],
    [filter.procedure, 'r.procedure_type_id = :procedure::uuid'],
    [filter.collected, 'r.old_card_collected = :collected::boolean'],
    [filter.handling, 'r.handling = :handling'],
    [filter.how, CAME[filter.how ?? 'walk_in']],
    [filter.accessKeyHash, 'r.access_key_hash = :access_key'],
    [filter.linkCodes, 'r.link_code = ANY (:link_codes::text[])'],
    [filter.bookerIds, 'r.booker_id = ANY (:bookers::uuid[])'],
    [counterIds, 'r.counter_id = ANY (:counters::uuid[])'],
  ]
  return {
    found: searches.map(({ sql }, i) => `found_${i} AS MATERIALIZED (${sql})`),
    where: [
      'r.municipality_id = :municipality',
      "r.state NOT IN ('held', 'lapsed')",
      ...asked.filter(([value]) => value !== undefined && value !== null).map(([, sql]) => sql),
      ...searches.map((_, i) => (many ? `(${isFound(i)}) IS TRUE` : isFound(i))),
    ].join(' AND '),
    bindings: {
      municipality: tenancy.current().municipalityId,
      ...{ from, until, counter: filter.counter, state: filter.state, number: filter.number },
      ...{ serial: filter.serial, procedure: filter.procedure, collected: filter.collected },
      ...{ handling: filter.handling, access_key: filter.accessKeyHash },
      ...{ bookers: filter.bookerIds, counters: counterIds, link_codes: filter.linkCodes },
      ...Object.assign({}, ...searches.map(({ bindings }) => bindings)),
    },
  }
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { actionsOf, type ActionKind } from '../kinds.js'
import { CURSOR } from '../validators/audit_filter_validator.js'

const PER_PAGE = 50

export interface AuditFilter {
  /** ISO dates, first and last day in Tokyo. */
  from: string
  until: string
  login?: string | null
  /** First part of the action: `staff`, `reservation`. */
  area?: string | null
  kind?: ActionKind | null
  subjectType?: string | null
  subjectId?: string | null
  result?: string | null
  /** Entries older than this one. */
  before?: string | null
}

export interface FoundEntry {
  seq: string
  recordedAt: Date
  actorKind: 'resident' | 'staff' | 'system'
  staffLogin: string | null
  address: string | null
  action: string
  subjectType: string | null
  subjectId: string | null
  result: 'ok' | 'denied' | 'failed'
  detail: Record<string, unknown>
}

/**
 * One page of the log, newest first. Pages follow a cursor and not a count,
 * so that the hundredth costs what the first does. Each condition has an
 * index that begins with the municipality (0003_audit.ts); the area is a
 * range of text because LIKE cannot use an index under row level security.
 */
export async function searchEntries(
  filter: AuditFilter
): Promise<{ entries: FoundEntry[]; next: string | null }> {
  const conditions = conditionsOf(filter)
  const [, time, seq] = CURSOR.exec(filter.before ?? '') ?? []
  if (time) {
    conditions.push(
      ['recorded_at <= ?::timestamptz', time],
      ['(recorded_at < ?::timestamptz OR audit_entries.seq < ?::bigint)', time, seq]
    )
  }
  const { rows } = await db.rawQuery(
    `SELECT seq::text, recorded_at AS "recordedAt", actor_kind AS "actorKind",
            staff_login AS "staffLogin", address, action, subject_type AS "subjectType",
            subject_id AS "subjectId", result, detail,
            to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || seq AS cursor
       FROM audit_entries
      WHERE ${conditions.map(([sql]) => sql).join('\n        AND ')}
      ORDER BY recorded_at DESC, audit_entries.seq DESC
      LIMIT ${PER_PAGE + 1}`,
    conditions.flatMap(([, ...values]) => values) as any[]
  )
  const entries = rows.slice(0, PER_PAGE)
  return { entries, next: rows.length > PER_PAGE ? entries.at(-1).cursor : null }
}

/** How many entries a search finds in all. */
export async function countEntries(filter: AuditFilter): Promise<number> {
  const conditions = conditionsOf(filter)
  const { rows } = await db.rawQuery(
    `SELECT count(*)::int AS n FROM audit_entries
      WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`,
    conditions.flatMap(([, ...values]) => values) as any[]
  )
  return rows[0].n
}

/** What a search asks for, but for the page, as SQL with its values. */
function conditionsOf(filter: AuditFilter): [string, ...unknown[]][] {
  const conditions: [string, ...unknown[]][] = [
    ['municipality_id = ?', tenancy.current().municipalityId],
    [`recorded_at >= ?::date::timestamp AT TIME ZONE 'Asia/Tokyo'`, filter.from],
    [`recorded_at < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo'`, filter.until],
  ]
  if (filter.login) conditions.push(['staff_login = ?', filter.login])
  if (filter.area) {
    /** `/` is the character after `.`. */
    conditions.push(
      ['action COLLATE "C" >= ?', `${filter.area}.`],
      ['action COLLATE "C" < ?', `${filter.area}/`]
    )
  }
  if (filter.kind) {
    conditions.push(['action COLLATE "C" = ANY (?::text[])', actionsOf(filter.kind)])
  }
  if (filter.subjectType) conditions.push(['subject_type = ?', filter.subjectType])
  if (filter.subjectId) conditions.push(['subject_id = ?', filter.subjectId])
  if (filter.result) conditions.push(['result = ?', filter.result])
  /** Said besides, so that the planner sees that the small index of refusals will do. */
  if (filter.result && filter.result !== 'ok') conditions.push([`result <> 'ok'`])
  return conditions
}

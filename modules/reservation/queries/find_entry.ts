import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { EntryStanding } from '../waitlist_entry.js'

export interface EntryFacts {
  id: string
  number: number
  standing: EntryStanding
  /** How many wait in front. */
  ahead: number
  codeHash: Buffer
  counterId: string
  counterName: string
  counterCode: string
  /** ISO date. */
  visitDate: string
  procedureNames: Record<string, string> | null
  persons: number
  consecutive: boolean
  /** Of the offered seat. */
  startsAt: Date | null
  offerExpiresAt: Date | null
  /** Whether it was made so lately that its page may show the code again. */
  justJoined: boolean
}

/** SQL of how an entry `e` stands, whose offered hold is `r`. */
export const STANDING = `CASE
  WHEN e.state <> 'offered' THEN e.state
  WHEN r.state = 'held' AND r.hold_expires_at > now() THEN 'offered'
  WHEN r.state IN ('held', 'lapsed') THEN 'missed'
  ELSE 'taken' END`

const SELECT = `SELECT e.id, e.number, ${STANDING} AS standing, e.code_hash AS "codeHash",
       e.counter_id AS "counterId", c.name AS "counterName", c.code AS "counterCode",
       e.visit_date::text AS "visitDate", t.names AS "procedureNames", e.persons::int AS persons,
       e.consecutive, s.starts_at AS "startsAt", r.hold_expires_at AS "offerExpiresAt",
       e.created_at > now() - interval '30 minutes' AS "justJoined",
       (SELECT count(*)::int FROM waitlist_entries before
         WHERE before.municipality_id = e.municipality_id AND before.counter_id = e.counter_id
           AND before.visit_date = e.visit_date AND before.state = 'waiting'
           AND before.number < e.number) AS ahead
  FROM waitlist_entries e
  JOIN counters c ON c.municipality_id = e.municipality_id AND c.id = e.counter_id
  LEFT JOIN procedure_types t ON t.municipality_id = e.municipality_id AND t.id = e.procedure_type_id
  LEFT JOIN reservations r ON r.municipality_id = e.municipality_id AND r.id = e.reservation_id
  LEFT JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id`

/** A place in a line, or nothing. */
export async function findEntry(id: string): Promise<EntryFacts | undefined> {
  const { rows } = await db.rawQuery(`${SELECT} WHERE e.municipality_id = ? AND e.id = ?`, [
    tenancy.current().municipalityId,
    id,
  ])
  return rows[0]
}

/** The place in a line that a code opens, or nothing. */
export async function findEntryByCode(codeHash: Buffer): Promise<EntryFacts | undefined> {
  const { rows } = await db.rawQuery(`${SELECT} WHERE e.municipality_id = ? AND e.code_hash = ?`, [
    tenancy.current().municipalityId,
    codeHash,
  ] as any[])
  return rows[0]
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { CounterRules } from '../booking_rules.js'
import { COUNTER_RULES } from './counter_rules.js'

export interface SlotFacts {
  id: string
  counterId: string
  counterName: string
  counterCode: string
  counterAddress: string | null
  counterDirections: string | null
  startsAt: Date
  endsAt: Date
  /** ISO date. */
  visitDate: string
  capacity: number
  free: number
  past: boolean
  /** What its counter does otherwise than the municipality. */
  counterRules: CounterRules | null
  /** Whether residents may see its counter. */
  visible: boolean
}

/** A slot with its counter, or nothing when this municipality has no such slot. */
export async function findSlot(id: string): Promise<SlotFacts | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT s.id, s.counter_id AS "counterId", c.name AS "counterName", c.code AS "counterCode",
            c.address AS "counterAddress", c.directions AS "counterDirections",
            s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.visit_date::text AS "visitDate",
            s.capacity::int, (s.capacity - s.taken)::int AS free, s.starts_at <= now() AS past,
            c.visible, ${COUNTER_RULES} AS "counterRules"
       FROM slots s
       JOIN counters c ON c.municipality_id = s.municipality_id AND c.id = s.counter_id
      WHERE s.municipality_id = ? AND s.id = ?`,
    [tenancy.current().municipalityId, id]
  )
  return rows[0]
}

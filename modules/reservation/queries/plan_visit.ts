import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { slotsOfVisit } from '../visit_slots.js'

/** Which desks a visit takes, before anything is claimed. */
export interface Visit {
  procedureTypeId: string | null
  /** Most desks of a slot its type may take; null for all of them. */
  quota: number | null
  /** For each person the ids of the slots occupied, the one the visit starts in first. */
  persons: string[][]
}

interface SlotFromHere {
  id: string
  startsAt: Date
  endsAt: Date
  durationMinutes: number
  offered: boolean
  quota: number | null
}

/**
 * The slots somebody occupies who comes for a type of procedure at a time. A
 * visit without a type takes the slot itself, and nothing needs to be read.
 *
 * @throws E_SLOT_UNAVAILABLE when a break or the day's end comes too soon, or the counter does not offer the type
 */
export async function planVisit(input: {
  slotId: string
  procedureTypeId: string | null
}): Promise<Visit> {
  const { slotId, procedureTypeId } = input
  if (procedureTypeId === null) return { procedureTypeId, quota: null, persons: [[slotId]] }
  const slots = await slotsFromHere(slotId, procedureTypeId)
  const occupied = slots[0]?.offered && slotsOfVisit(slots, 0, slots[0].durationMinutes)
  if (!occupied) throw new E_SLOT_UNAVAILABLE()
  return { procedureTypeId, quota: slots[0].quota, persons: [occupied.map(({ id }) => id)] }
}

/** The counter's slots from one on, as far as the visit can reach, and what the counter says of the type. */
async function slotsFromHere(slotId: string, procedureTypeId: string): Promise<SlotFromHere[]> {
  const { rows } = await db.rawQuery(
    `SELECT s.id, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
            t.duration_minutes::int AS "durationMinutes",
            coalesce(o.offered, true) AS offered, o.quota::int AS quota
       FROM slots first
       JOIN procedure_types t ON t.municipality_id = first.municipality_id AND t.id = :type
       JOIN slots s ON s.municipality_id = first.municipality_id
        AND s.counter_id = first.counter_id AND s.visit_date = first.visit_date
        AND s.starts_at >= first.starts_at
        AND s.starts_at < first.starts_at + make_interval(mins => t.duration_minutes)
       LEFT JOIN counter_procedure_types o ON o.municipality_id = first.municipality_id
        AND o.counter_id = first.counter_id AND o.procedure_type_id = t.id
      WHERE first.municipality_id = :municipality AND first.id = :slot
      ORDER BY s.starts_at`,
    { municipality: tenancy.current().municipalityId, slot: slotId, type: procedureTypeId }
  )
  return rows
}

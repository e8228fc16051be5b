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

/** Who comes: how many, and whether one after the other rather than side by side. */
export interface Party {
  persons: number
  consecutive: boolean
}

export const ALONE: Party = { persons: 1, consecutive: false }

interface SlotFromHere {
  id: string
  startsAt: Date
  endsAt: Date
  /** Null without a type. */
  durationMinutes: number | null
  offered: boolean
  quota: number | null
}

/**
 * The slots a party occupies that comes for a type of procedure at a time.
 * Side by side and without a type everybody takes the slot itself, and nothing
 * needs to be read.
 *
 * @throws E_SLOT_UNAVAILABLE when a break or the day's end comes too soon, or the counter does not offer the type
 */
export async function planVisit(input: {
  slotId: string
  procedureTypeId: string | null
  party?: Party
}): Promise<Visit> {
  const { slotId, procedureTypeId, party = ALONE } = input
  if (procedureTypeId === null && !party.consecutive) {
    return { procedureTypeId, quota: null, persons: sideBySide([slotId], party) }
  }
  const slots = await slotsFromHere(slotId, procedureTypeId)
  if (!slots[0]?.offered) throw new E_SLOT_UNAVAILABLE()
  return {
    procedureTypeId,
    quota: slots[0].quota,
    persons: party.consecutive
      ? oneAfterTheOther(slots, party)
      : sideBySide(visitFrom(slots, 0), party),
  }
}

const sideBySide = (slotIds: string[], { persons }: Party) =>
  Array.from({ length: persons }, () => slotIds)

function oneAfterTheOther(slots: SlotFromHere[], { persons }: Party): string[][] {
  const visits: string[][] = []
  for (let first = 0; visits.length < persons; first += visits.at(-1)!.length) {
    if (first > 0 && slots[first]?.startsAt.getTime() !== slots[first - 1].endsAt.getTime()) {
      throw new E_SLOT_UNAVAILABLE()
    }
    visits.push(visitFrom(slots, first))
  }
  return visits
}

function visitFrom(slots: SlotFromHere[], first: number): string[] {
  const occupied = slotsOfVisit(slots, first, slots[0].durationMinutes)
  if (!occupied) throw new E_SLOT_UNAVAILABLE()
  return occupied.map(({ id }) => id)
}

/** The counter's slots from one on until the day's end, and what the counter says of the type. */
async function slotsFromHere(
  slotId: string,
  procedureTypeId: string | null
): Promise<SlotFromHere[]> {
  const { rows } = await db.rawQuery(
    `SELECT s.id, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
            t.duration_minutes::int AS "durationMinutes",
            coalesce(o.offered, true) AS offered, o.quota::int AS quota
       FROM slots first
       JOIN slots s ON s.municipality_id = first.municipality_id
        AND s.counter_id = first.counter_id AND s.visit_date = first.visit_date
        AND s.starts_at >= first.starts_at AND s.capacity > 0
       LEFT JOIN procedure_types t ON t.municipality_id = first.municipality_id
        AND t.id = :type::uuid
       LEFT JOIN counter_procedure_types o ON o.municipality_id = first.municipality_id
        AND o.counter_id = first.counter_id AND o.procedure_type_id = t.id
      WHERE first.municipality_id = :municipality AND first.id = :slot
      ORDER BY s.starts_at`,
    {
      municipality: tenancy.current().municipalityId,
      slot: slotId,
      type: procedureTypeId,
    } as any
  )
  return rows
}

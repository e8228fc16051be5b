import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { E_SLOT_UNAVAILABLE } from '../errors.js'
import { PLANNED, periodBindings } from '../queries/planned_slots.js'

/**
 * Sets the capacity of one slot alone (個別登録, R42); 0 closes it. Below what
 * is booked the bookings stay and seats that become free are not given again.
 *
 * @param capacity null gives the slot back to what the rules say
 * @returns how many seats are taken beyond the capacity wanted
 * @throws E_SLOT_UNAVAILABLE when its time has come, a closure closes it, or there is no such slot (any more)
 */
export async function setSlotCapacity(
  municipality: Pick<Municipality, 'settings'>,
  slotId: string,
  capacity: number | null
): Promise<number> {
  const wanted = capacity ?? (await plannedCapacity(municipality, slotId))
  const { rows } = await db.rawQuery(
    `UPDATE slots
        SET capacity = greatest(:wanted::smallint, taken), by_hand = :byHand,
            wanted_capacity = CASE WHEN :wanted::smallint < taken THEN :wanted::smallint END
      WHERE municipality_id = :municipality AND id = :slot AND starts_at > now() AND closure_id IS NULL
      RETURNING capacity - :wanted::smallint AS over`,
    {
      municipality: tenancy.current().municipalityId,
      slot: slotId,
      wanted,
      byHand: capacity !== null,
    }
  )
  if (!rows[0]) throw new E_SLOT_UNAVAILABLE()
  await audit.record({
    action: 'reservation.set_slot_capacity',
    subject: { type: 'slot', id: slotId },
    detail: { capacity: wanted, over: rows[0].over, by_hand: capacity !== null },
  })
  return rows[0].over
}

/** What the rules say of a slot now; nothing where they do not give it any more. */
async function plannedCapacity(
  municipality: Pick<Municipality, 'settings'>,
  slotId: string
): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT counter_id AS "counterId", visit_date::text AS day FROM slots
      WHERE municipality_id = ? AND id = ?`,
    [tenancy.current().municipalityId, slotId]
  )
  if (!rows[0]) throw new E_SLOT_UNAVAILABLE()
  const { counterId, day } = rows[0]
  const { rows: planned } = await db.rawQuery(
    `WITH ${PLANNED}
     SELECT p.capacity::int FROM planned p
       JOIN slots s ON s.municipality_id = :municipality AND s.id = :slot
        AND s.starts_at = p.starts_at AND s.ends_at = p.ends_at`,
    {
      ...periodBindings(municipality, { from: day, until: day, counterIds: [counterId] }),
      slot: slotId,
    } as any
  )
  return planned[0]?.capacity ?? 0
}

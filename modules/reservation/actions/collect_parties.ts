import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/**
 * Notes who has a reservation where a closure closes, each party once however
 * often it is asked for.
 *
 * @returns how many were new
 */
export async function collectParties(closureId: string): Promise<number> {
  const { rows } = await db.rawQuery(
    `INSERT INTO closure_parties (municipality_id, closure_id, party_id, reservation_id, slot_id, persons)
     SELECT DISTINCT ON (r.party_id) r.municipality_id, s.closure_id, r.party_id, r.id, r.slot_id,
            count(*) OVER (PARTITION BY r.party_id)
       FROM slots s
       JOIN reservations r ON r.municipality_id = s.municipality_id AND r.slot_id = s.id AND r.state = 'reserved'
      WHERE s.municipality_id = ? AND s.closure_id = ?
      ORDER BY r.party_id, r.party_position
     ON CONFLICT DO NOTHING
     RETURNING party_id`,
    [tenancy.current().municipalityId, closureId]
  )
  return rows.length
}

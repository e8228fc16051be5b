import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { accessKeyHash } from '../access_key.js'

/**
 * The reservation an access key and a reception number together open; of a
 * party any number will do, and it is that person's while he or she comes. Unknown
 * keys, wrong numbers and reservations that are over all give nothing.
 *
 * @param accessKey twelve symbols, as readReadableCode returns them
 */
export async function findByKey(
  accessKey: string,
  receptionNumber: number
): Promise<string | undefined> {
  const { rows } = await db.rawQuery(
    `SELECT r.id FROM reservations r
       JOIN slots s ON s.municipality_id = r.municipality_id AND s.id = r.slot_id
      WHERE r.municipality_id = :municipality AND r.access_key_hash = :key
        AND r.state = 'reserved' AND s.ends_at > now()
        AND EXISTS (
          SELECT 1 FROM reservations of_party
           WHERE of_party.municipality_id = r.municipality_id AND of_party.party_id = r.party_id
             AND :number = ANY (of_party.issued_numbers))
      ORDER BY :number = ANY (r.issued_numbers) DESC, r.party_position
      LIMIT 1`,
    {
      municipality: tenancy.current().municipalityId,
      key: accessKeyHash(accessKey),
      number: receptionNumber,
    } as any
  )
  return rows[0]?.id
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { accessKeyHash } from '../access_key.js'

/**
 * The reservation an access key and a reception number together open. Unknown
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
      WHERE r.municipality_id = ? AND r.access_key_hash = ? AND ? = ANY (r.issued_numbers)
        AND r.state = 'reserved' AND s.ends_at > now()`,
    [tenancy.current().municipalityId, accessKeyHash(accessKey), receptionNumber] as any[]
  )
  return rows[0]?.id
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { E_CODE_BOOKED_ALREADY } from '../errors.js'

/**
 * One thing is fetched once: of two bookings with a link code at once, the
 * second waits here for the first, and is refused.
 *
 * @throws E_CODE_BOOKED_ALREADY
 */
export async function admitLinkCode(linkCode: string) {
  const { municipalityId } = tenancy.current()
  await db.rawQuery('SELECT pg_advisory_xact_lock(hashtextextended(?, ?))', [
    linkCode,
    municipalityId,
  ])
  const { rows } = await db.rawQuery(
    `SELECT 1 FROM reservations
      WHERE municipality_id = ? AND link_code = ? AND state = 'reserved'
        AND visit_date >= (now() AT TIME ZONE 'Asia/Tokyo')::date LIMIT 1`,
    [municipalityId, linkCode]
  )
  if (rows.length > 0) throw new E_CODE_BOOKED_ALREADY()
}

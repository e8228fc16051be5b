import db from '@adonisjs/lucid/services/db'
import { findLinkCode, lineOfLinkCode } from '#app/exchange/main'
import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { mayBookByCode } from '../api.js'
import { E_CODE_BOOKED_ALREADY, E_CODE_STOPPED } from '../errors.js'

/**
 * A code that was stopped, or whose person is, books nothing. One thing is
 * fetched once: of two bookings with a link code at once, the second waits
 * here for the first, and is refused; so is one with the code issued in the
 * place of that of a booking.
 *
 * @throws E_CODE_STOPPED
 * @throws E_CODE_BOOKED_ALREADY
 */
export async function admitLinkCode(linkCode: string) {
  const { municipalityId } = tenancy.current()
  if (await isStopped(linkCode)) throw new E_CODE_STOPPED()
  const codes = await lineOfLinkCode(linkCode)
  await db.rawQuery('SELECT pg_advisory_xact_lock(hashtextextended(?, ?))', [
    codes[0],
    municipalityId,
  ])
  const { rows } = await db.rawQuery(
    `SELECT id, counter_id AS "counterId" FROM reservations
      WHERE municipality_id = ? AND link_code = ANY (?::text[]) AND state = 'reserved'
        AND visit_date >= (now() AT TIME ZONE 'Asia/Tokyo')::date LIMIT 1`,
    [municipalityId, codes] as any[]
  )
  if (rows.length > 0) throw new E_CODE_BOOKED_ALREADY(rows[0])
}

/** Codes of another deployment's cards are not known here; whom they stand for can be. */
async function isStopped(linkCode: string): Promise<boolean> {
  if ((await findLinkCode(linkCode))?.state === 'revoked') return true
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  for (const mayBook of await answersTo(mayBookByCode, municipality)) {
    if (!(await mayBook(linkCode))) return true
  }
  return false
}

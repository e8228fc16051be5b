import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_ENTRY_NOT_FOUND, E_RESERVATION_MOVED_ON } from '../errors.js'
import { findEntry } from '../queries/find_entry.js'
import { offerToken } from '../waitlist_code.js'
import { giveUpHold } from './give_up_hold.js'
import { lockLine } from './lock_line.js'

/**
 * Leaves the line, and gives an offered seat back.
 *
 * @throws E_ENTRY_NOT_FOUND
 * @throws E_RESERVATION_MOVED_ON when the place in the line is settled already
 */
export async function withdrawFromWaitlist(id: string) {
  const found = await findEntry(id)
  if (!found) throw new E_ENTRY_NOT_FOUND()
  await lockLine(found)
  const entry = (await findEntry(id))!
  if (entry.standing !== 'waiting' && entry.standing !== 'offered') {
    throw new E_RESERVATION_MOVED_ON()
  }
  await db.rawQuery(
    `UPDATE waitlist_entries SET state = 'withdrawn', sealed_address = NULL, settled_at = now()
      WHERE municipality_id = ? AND id = ?`,
    [tenancy.current().municipalityId, id]
  )
  if (entry.standing === 'offered') await giveUpHold(offerToken(entry.codeHash))
  await audit.record({
    action: 'reservation.withdraw_from_waitlist',
    subject: { type: 'waitlist_entry', id },
  })
}

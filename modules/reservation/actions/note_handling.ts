import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_RESERVATION_MOVED_ON } from '../errors.js'

export interface Handling {
  oldCardCollected: boolean
  /** One of the municipality's words. */
  handling: string | null
  note: string | null
}

/**
 * Notes what was done for a visitor (住基カード回収 R51, 対応内容 R52). The audit
 * log keeps the coded part; a free note may name somebody and stays out of it.
 *
 * @param seenAt when the page last knew it to be handled; somebody else's word in the meantime is not written over
 * @throws E_RESERVATION_MOVED_ON
 */
export async function noteHandling(
  id: string,
  { handling, note, oldCardCollected }: Handling,
  context: { staffId: string; seenAt: string | null }
) {
  const { rows } = await db.rawQuery(
    `UPDATE reservations
        SET old_card_collected = ?, handling = ?, handling_note = ?, handled_by = ?, handled_at = now()
      WHERE municipality_id = ? AND id = ? AND state NOT IN ('held', 'lapsed') AND anonymised_at IS NULL
        AND date_trunc('milliseconds', handled_at) IS NOT DISTINCT FROM ?::timestamptz
      RETURNING id`,
    [
      ...[oldCardCollected, handling, note, context.staffId],
      ...[tenancy.current().municipalityId, id, context.seenAt],
    ] as any[]
  )
  if (rows.length === 0) throw new E_RESERVATION_MOVED_ON()
  await audit.record({
    action: 'reservation.note_handling',
    subject: { type: 'reservation', id },
    detail: { oldCardCollected, handling },
  })
}

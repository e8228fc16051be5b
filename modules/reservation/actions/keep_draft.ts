import db from '@adonisjs/lucid/services/db'
import { keyedHash } from '#app/exchange/main'
import { prepared, tenancy } from '#app/tenancy/main'
import { sealDraft, type Draft } from '../draft.js'
import { E_HOLD_UNKNOWN } from '../errors.js'

/**
 * Keeps what a resident filled in, until it is confirmed or two hours old;
 * changes nothing once it is confirmed.
 *
 * @throws E_HOLD_UNKNOWN when no hold belongs to the token
 */
export async function keepDraft(token: string, draft: Draft) {
  const { rows } = await prepared(
    'reservation.keep_draft',
    `UPDATE reservations SET draft = CASE WHEN state IN ('held', 'lapsed') THEN ? END
      WHERE municipality_id = ? AND hold_token_hash = ?
      RETURNING id`,
    [sealDraft(draft), tenancy.current().municipalityId, keyedHash('hold token', token)] as any[]
  )
  if (rows.length === 0) throw new E_HOLD_UNKNOWN()
}

/**
 * Erases drafts nobody came back to. A hold that lapsed can still be
 * confirmed, so they outlive it for two hours.
 */
export async function eraseOldDrafts() {
  await db.rawQuery(
    `UPDATE reservations SET draft = NULL
      WHERE municipality_id = ? AND state = 'lapsed' AND draft IS NOT NULL
        AND settled_at < now() - interval '2 hours'`,
    [tenancy.current().municipalityId]
  )
}

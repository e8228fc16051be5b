import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_LINK_CODE_NOT_ACTIVE } from '../errors.js'
import { reasonInLog } from '../stored_reasons.js'

/**
 * Stops a link code for good: a letter went astray, a card was sent back.
 *
 * @param code the twelve symbols
 * @param because in the words of whoever does it; nothing personal
 * @throws E_LINK_CODE_NOT_ACTIVE
 */
export async function revokeLinkCode(code: string, because: string) {
  await stopLinkCode(code, because)
  await audit.record({
    action: 'link_codes.revoke',
    subject: { type: 'link_code', id: code },
    detail: { reason: reasonInLog(because) },
  })
}

/** @throws E_LINK_CODE_NOT_ACTIVE: the state in WHERE lets one of two through */
export async function stopLinkCode(code: string, because: string) {
  const { municipalityId, actor } = tenancy.current()
  const { rows } = await db.rawQuery(
    `UPDATE link_codes
        SET state = 'revoked', revoked_at = now(), revoked_by = ?, revoked_because = ?
      WHERE municipality_id = ? AND code = ? AND state = 'active'
      RETURNING code`,
    [actor.staffId ?? null, because, municipalityId, code] as any[]
  )
  if (rows.length === 0) throw new E_LINK_CODE_NOT_ACTIVE()
}

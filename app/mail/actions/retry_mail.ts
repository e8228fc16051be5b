import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { mailLeavesTheHouse } from '#config/mail'
import { E_MAIL_NOT_RETRIED } from '../errors.js'

/**
 * Puts a failed message back into the queue, with all its attempts.
 *
 * @throws E_PAGE_NOT_FOUND · E_MAIL_NOT_RETRIED
 */
export async function retryMail(id: string) {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT state, sealed IS NOT NULL AS readable, template FROM mail_messages
      WHERE municipality_id = ? AND id = ? FOR UPDATE`,
    [municipalityId, id]
  )
  if (rows.length === 0) throw new E_PAGE_NOT_FOUND()
  const [{ state, readable, template }] = rows
  if (state !== 'failed') throw new E_MAIL_NOT_RETRIED('mail.refused.not_failed')
  if (!readable) throw new E_MAIL_NOT_RETRIED('mail.refused.erased')
  if (!mailLeavesTheHouse) throw new E_MAIL_NOT_RETRIED('mail.refused.no_server')

  await db.rawQuery(
    `UPDATE mail_messages SET state = 'queued', attempts = 0, settled_at = NULL
      WHERE municipality_id = ? AND id = ?`,
    [municipalityId, id]
  )
  await enqueue('core.send_mail', { messageId: id })
  await audit.record({
    action: 'mail.retry',
    subject: { type: 'mail_message', id },
    detail: { template },
  })
}

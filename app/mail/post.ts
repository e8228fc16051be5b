import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { enqueue } from '#app/jobs/main'
import { tenancy } from '#app/tenancy/main'
import { mailLeavesTheHouse } from '#config/mail'
import { recipientHash } from './recipient.js'

/** Messages one address gets in 24 hours at most; what is over is kept, not sent: a loop once sent somebody 136. */
const MOST_PER_DAY = 20

export interface Message {
  /** Which text it is, e.g. `reservation.confirmed`; kept after the message itself is gone. */
  template: string
  to: string
  subject: string
  text: string
  /** Small files, sealed and erased with the text. */
  attachments?: { name: string; type: string; content: string }[]
}

/**
 * Puts a message into the outbox, in the open scope's transaction: it leaves
 * exactly when the change it tells of stands. Recipient and text are
 * encrypted at rest and erased once the message has left.
 *
 * @param options.after not before this moment, so that many do not leave at once
 * @returns whether it is on its way; otherwise it is kept for the staff to read
 */
export async function post(message: Message, options: { after?: Date } = {}): Promise<boolean> {
  const { municipalityId } = tenancy.current()
  const recipient = recipientHash(message.to)
  const { rows } = await db.rawQuery(
    `INSERT INTO mail_messages (municipality_id, template, state, sealed, recipient_hash)
     SELECT ?, ?,
            CASE WHEN (SELECT count(*) FROM mail_messages
                        WHERE municipality_id = ? AND recipient_hash = ?
                          AND created_at > now() - interval '24 hours') >= ? THEN 'refused'
                 WHEN ? THEN 'queued' ELSE 'kept' END,
            ?, ?
     RETURNING id, state`,
    [
      municipalityId,
      message.template,
      municipalityId,
      recipient,
      MOST_PER_DAY,
      mailLeavesTheHouse,
      encryption.encrypt({
        to: message.to,
        subject: message.subject,
        text: message.text,
        attachments: message.attachments ?? [],
      }),
      recipient,
    ] as any[]
  )
  const leaves = rows[0].state === 'queued'
  if (leaves) await enqueue('core.send_mail', { messageId: rows[0].id }, options)
  return leaves
}

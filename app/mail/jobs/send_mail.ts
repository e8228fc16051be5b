import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import mail from '@adonisjs/mail/services/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import type { Message } from '../post.js'

/** Attempts after which a message is given up; the queue spaces them out. */
const MOST_ATTEMPTS = 5

/**
 * Hands one message to the mail server, outside any transaction. A failure is
 * noted and thrown on, so that the queue tries again later.
 */
export default async function sendMail(job: { municipalityId: number; messageId: string }) {
  const municipality = await municipalities.byId(job.municipalityId)
  const sealed = await tenancy.run(municipality, () => take(job))
  if (!sealed) return
  const message = encryption.decrypt<Omit<Message, 'template'>>(sealed)
  if (!message)
    return settle(job, 'failed', 'The message cannot be decrypted with the current APP_KEY.')

  try {
    await mail.send((out) => {
      out
        .to(message.to)
        .from(municipality.email ?? 'noreply@localhost', municipality.name)
        .subject(message.subject)
        .text(message.text)
      for (const { name, type, content } of message.attachments ?? []) {
        out.attachData(Buffer.from(content), { filename: name, contentType: type })
      }
    })
  } catch (error) {
    const reason = withoutAddress(error, message.to)
    const attempts = await fail(job, reason)
    if (attempts < MOST_ATTEMPTS) throw new Error(reason)
    return
  }
  await settle(job, 'sent')
}

/** Mail servers repeat the address they refuse; neither the outbox, the queue nor a log is a place for it. */
function withoutAddress(error: unknown, address: string): string {
  const reason = error instanceof Error ? error.message : String(error)
  return reason.replaceAll(new RegExp(RegExp.escape(address), 'gi'), '…')
}

async function take(job: {
  municipalityId: number
  messageId: string
}): Promise<string | undefined> {
  const { rows } = await db.rawQuery(
    `UPDATE mail_messages SET attempts = attempts + 1
      WHERE municipality_id = ? AND id = ? AND state = 'queued' RETURNING sealed`,
    [job.municipalityId, job.messageId]
  )
  return rows[0]?.sealed
}

async function fail(job: { municipalityId: number; messageId: string }, reason: string) {
  return tenancy.run({ id: job.municipalityId }, async () => {
    const { rows } = await db.rawQuery(
      `UPDATE mail_messages
          SET last_error = ?,
              state = CASE WHEN attempts >= ? THEN 'failed' ELSE state END,
              settled_at = CASE WHEN attempts >= ? THEN now() END
        WHERE municipality_id = ? AND id = ? RETURNING attempts`,
      [reason, MOST_ATTEMPTS, MOST_ATTEMPTS, job.municipalityId, job.messageId]
    )
    return rows[0].attempts as number
  })
}

async function settle(
  job: { municipalityId: number; messageId: string },
  state: 'sent' | 'failed',
  reason?: string
) {
  await tenancy.run({ id: job.municipalityId }, () =>
    db.rawQuery(
      `UPDATE mail_messages SET state = ?, sealed = NULL, last_error = ?, settled_at = now()
        WHERE municipality_id = ? AND id = ?`,
      [state, reason ?? null, job.municipalityId, job.messageId] as any[]
    )
  )
}

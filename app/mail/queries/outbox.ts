import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { tenancy } from '#app/tenancy/main'
import type { Message } from '../post.js'

export const MAIL_STATES = ['queued', 'sent', 'kept', 'refused', 'failed'] as const
export type MailState = (typeof MAIL_STATES)[number]

const PER_PAGE = 50

export interface MailEntry {
  id: string
  template: string
  state: MailState
  attempts: number
  lastError: string | null
  createdAt: Date
  settledAt: Date | null
  /** Whether recipient and text are still there. */
  readable: boolean
}

const COLUMNS = `id, template, state, attempts, last_error AS "lastError",
  created_at AS "createdAt", settled_at AS "settledAt", sealed IS NOT NULL AS readable`

/** Messages of a state that are counted and paged through; a large city sends as many in a day and a half. */
export const MOST = 10_000

/** One page of the outbox, newest first; neither recipients nor texts. A count ends one above MOST. */
export async function outbox(state: MailState | null, page: number) {
  const { municipalityId } = tenancy.current()
  const { rows: counts } = await db.rawQuery(
    `SELECT state, n FROM unnest(?::text[]) AS state
      CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM (
            SELECT FROM mail_messages m
             WHERE m.municipality_id = ? AND m.state = state.state LIMIT ${MOST + 1}) AS looked_at) AS counted`,
    [[...MAIL_STATES], municipalityId] as any[]
  )
  const count = new Map<string, number>(counts.map((row: any) => [row.state, row.n]))
  const total = state ? count.get(state)! : [...count.values()].reduce((sum, n) => sum + n, 0)
  const lastPage = Math.max(1, Math.ceil(Math.min(total, MOST) / PER_PAGE))
  const currentPage = Math.min(page, lastPage)
  const { rows } = await db.rawQuery(
    `SELECT ${COLUMNS} FROM mail_messages
      WHERE municipality_id = ? ${state ? 'AND state = ?' : ''}
      ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`,
    [municipalityId, ...(state ? [state] : []), PER_PAGE, (currentPage - 1) * PER_PAGE]
  )
  return {
    messages: rows as MailEntry[],
    counts: Object.fromEntries(count),
    tooMany: total > MOST,
    pages: {
      ...{ currentPage, lastPage, perPage: PER_PAGE },
      total: total > MOST ? undefined : total,
    },
  }
}

/** One message with recipient and text as far as they are there. @throws E_PAGE_NOT_FOUND */
export async function findMail(
  id: string
): Promise<MailEntry & { content: Omit<Message, 'template'> | null }> {
  const { rows } = await db.rawQuery(
    `SELECT ${COLUMNS}, sealed FROM mail_messages WHERE municipality_id = ? AND id = ?`,
    [tenancy.current().municipalityId, id]
  )
  if (rows.length === 0) throw new E_PAGE_NOT_FOUND()
  const { sealed, ...entry } = rows[0]
  return { ...entry, content: sealed ? encryption.decrypt(sealed) : null }
}

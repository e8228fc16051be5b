import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_WORDING_MOVED_ON, E_WORDING_NAME_TAKEN } from '../errors.js'
import type { WordingText } from '../wording.js'

/**
 * Saves a wording as its next version; versions are never changed, so a print
 * can be told by the one it was made with.
 *
 * @param order.after the version that was edited; 0 for a new wording
 * @returns its id
 * @throws E_WORDING_MOVED_ON when somebody has saved another version meanwhile, or put it away
 * @throws E_WORDING_NAME_TAKEN when another wording in use has the name
 */
export async function saveWording(order: {
  id: string | null
  name: string
  text: WordingText
  after: number
  staffId: string
}): Promise<string> {
  const { municipalityId } = tenancy.current()
  const id = order.id ?? randomUUID()
  await (order.id ? advance(id, order) : create(id, order.name))
  await db.rawQuery(
    `INSERT INTO print_wording_versions (municipality_id, wording_id, number, text, created_by)
     VALUES (?, ?, ?, ?::jsonb, ?)`,
    [municipalityId, id, order.after + 1, JSON.stringify(order.text), order.staffId]
  )
  await audit.record({
    action: 'printing.save_wording',
    subject: { type: 'wording', id },
    detail: { name: order.name, version: order.after + 1 },
  })
  return id
}

const create = (id: string, name: string) =>
  unlessTaken(
    db.rawQuery('INSERT INTO print_wordings (municipality_id, id, name) VALUES (?, ?, ?)', [
      tenancy.current().municipalityId,
      id,
      name,
    ])
  )

async function advance(id: string, { name, after }: { name: string; after: number }) {
  const { rows } = await unlessTaken(
    db.rawQuery(
      `UPDATE print_wordings SET name = ?, version = version + 1
        WHERE municipality_id = ? AND id = ? AND version = ? AND archived_at IS NULL RETURNING id`,
      [name, tenancy.current().municipalityId, id, after]
    )
  )
  if (rows.length === 0) throw new E_WORDING_MOVED_ON()
}

async function unlessTaken<Result>(statement: PromiseLike<Result>): Promise<Result> {
  try {
    return await statement
  } catch (error) {
    const { constraint } = error as { constraint?: string }
    throw constraint === 'print_wordings_by_name' ? new E_WORDING_NAME_TAKEN() : error
  }
}

/** Puts a wording away: it is not offered any more, and prints that were made keep it. @returns whether it was in use */
export async function archiveWording(id: string): Promise<boolean> {
  const { rows } = await db.rawQuery(
    `UPDATE print_wordings SET archived_at = now()
      WHERE municipality_id = ? AND id = ? AND archived_at IS NULL RETURNING name`,
    [tenancy.current().municipalityId, id]
  )
  if (!rows[0]) return false
  await audit.record({
    action: 'printing.archive_wording',
    subject: { type: 'wording', id },
    detail: { name: rows[0].name },
  })
  return true
}

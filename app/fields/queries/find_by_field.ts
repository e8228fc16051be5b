import db from '@adonisjs/lucid/services/db'
import type { Subject } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { searchKey } from '../search_key.js'

/** What to look for: the beginning of a text however it is written, a day, a number. */
export type FieldQuestion =
  { startsWith: string } | { text: string } | { date: string } | { number: number }

/** The last character there is: no text that begins with a prefix comes after prefix and this. */
const LAST = '\u{10FFFF}'

/**
 * The records whose searchable field answers the question, at most `limit`.
 * The comparisons are plain ones on plain columns, because row level security
 * keeps others from an index.
 */
export async function findByField(
  subject: Subject,
  field: string,
  question: FieldQuestion,
  limit = 200
): Promise<string[]> {
  const [condition, ...values] = conditionOf(question)
  const { rows } = await db.rawQuery(
    `SELECT DISTINCT record_id AS id FROM field_values
      WHERE municipality_id = ? AND subject = ? AND field = ? AND ${condition}
      LIMIT ?`,
    [tenancy.current().municipalityId, subject.id, field, ...values, limit] as any[]
  )
  return rows.map(({ id }: { id: string }) => id)
}

function conditionOf(question: FieldQuestion): [string, ...unknown[]] {
  if ('startsWith' in question) {
    const prefix = searchKey(question.startsWith)
    return ['text_key >= ? AND text_key < ?', prefix, prefix + LAST]
  }
  if ('text' in question) return ['text_key = ?', searchKey(question.text)]
  if ('date' in question) return ['date_key = ?', question.date]
  return ['number_key = ?', question.number]
}

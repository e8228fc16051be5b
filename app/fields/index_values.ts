import db from '@adonisjs/lucid/services/db'
import type { FieldIndexKey, FieldValues } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import type { FieldSet } from './field_set.js'

/**
 * Puts a record's searchable values into the index, in the transaction that
 * stores the record; called again it replaces them, with no values it forgets
 * the record.
 */
export async function indexValues(set: FieldSet, recordId: string, values: FieldValues) {
  const { municipalityId } = tenancy.current()
  await db.rawQuery(
    'DELETE FROM field_values WHERE municipality_id = ? AND subject = ? AND record_id = ?',
    [municipalityId, set.subject.id, recordId]
  )
  const keys = set.definitions
    .filter(({ key, searchable }) => searchable && values[key] !== undefined)
    .flatMap((definition) =>
      (set.typeOf(definition).index?.(values[definition.key]) ?? []).map((found, position) => ({
        field: definition.key,
        position,
        ...columnsOf(found),
      }))
    )
  if (keys.length === 0) return
  await db.rawQuery(
    `INSERT INTO field_values
       (municipality_id, subject, record_id, field, position, text_key, date_key, number_key)
     SELECT ?, ?, ?, k.field, k.position, k.text_key, k.date_key, k.number_key
       FROM jsonb_to_recordset(?::jsonb)
         AS k (field text, position int, text_key text, date_key date, number_key numeric)`,
    [municipalityId, set.subject.id, recordId, JSON.stringify(keys)]
  )
}

const columnsOf = (found: FieldIndexKey) =>
  'text' in found
    ? { text_key: found.text }
    : 'date' in found
      ? { date_key: found.date }
      : { number_key: found.number }

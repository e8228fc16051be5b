import db from '@adonisjs/lucid/services/db'
import type { FieldDefinition, FieldIndexKey, FieldValues } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import type { FieldSet } from './field_set.js'

/** How much of an ending is kept: whoever looks for what is inside of a name types no more. */
export const LONGEST_ENDING = 20

/**
 * Puts a record's searchable values into the index, in the transaction that
 * stores the record; called again it replaces them, with no values it forgets
 * the record.
 *
 * @param options.isNew the record was made in this transaction: there is nothing to replace
 */
export async function indexValues(
  set: FieldSet,
  recordId: string,
  values: FieldValues,
  { isNew = false } = {}
) {
  const { municipalityId } = tenancy.current()
  const record = [municipalityId, set.subject.id, recordId]
  for (const table of isNew ? [] : ['field_values', 'field_endings']) {
    await db.rawQuery(
      `DELETE FROM ${table} WHERE municipality_id = ? AND subject = ? AND record_id = ?`,
      record
    )
  }
  const keys = set.definitions
    .filter(({ key, searchable }) => searchable && values[key] !== undefined)
    .flatMap((definition) => keysOf(set, definition, values))
  if (keys.length === 0) return
  await db.rawQuery(
    `WITH keys AS (
       SELECT * FROM jsonb_to_recordset(?::jsonb)
         AS k (field text, position int, inside boolean, text_key text, date_key date, number_key numeric)
     ), endings AS (
       INSERT INTO field_endings (municipality_id, subject, record_id, field, ending)
       SELECT DISTINCT ?::int, ?, ?::uuid, field, substr(text_key, n, ${LONGEST_ENDING})
         FROM keys CROSS JOIN LATERAL generate_series(1, length(text_key)) AS n
        WHERE inside
     )
     INSERT INTO field_values
       (municipality_id, subject, record_id, field, position, text_key, date_key, number_key)
     SELECT ?, ?, ?, field, position, text_key, date_key, number_key FROM keys`,
    [JSON.stringify(keys), ...record, ...record]
  )
}

/**
 * Takes fields of many records out of the index, without their owner having to
 * know how each is indexed.
 *
 * @param keep fields whose entries stay
 */
export async function forgetIndexed(
  subject: { id: string },
  recordIds: string[],
  { keep = [] }: { keep?: string[] } = {}
) {
  for (const table of ['field_values', 'field_endings']) {
    await db.rawQuery(
      `DELETE FROM ${table}
        WHERE municipality_id = ? AND subject = ? AND record_id = ANY (?::uuid[])
          AND NOT field = ANY (?::text[])`,
      [tenancy.current().municipalityId, subject.id, recordIds, keep] as any[]
    )
  }
}

function keysOf(set: FieldSet, definition: FieldDefinition, values: FieldValues) {
  const type = set.typeOf(definition)
  return (type.index?.(values[definition.key]) ?? []).map((found, position) => ({
    ...{ field: definition.key, position, inside: type.foundInside ?? false },
    ...columnOf(found),
  }))
}

const columnOf = (found: FieldIndexKey) =>
  'text' in found
    ? { text_key: found.text }
    : 'date' in found
      ? { date_key: found.date }
      : { number_key: found.number }

import type { FieldTypeId, Subject } from '#app/module_kit/main'
import { newDefinition } from '../definitions.js'
import type { FieldFacts } from '../field_changes.js'
import { labelMustBeFree } from '../label_must_be_free.js'
import { fieldsToChange, mayBeAsked, saveFieldSet } from './save_field_set.js'

/**
 * Adds a field (追加項目), after those there are; as many as wanted.
 *
 * @returns its key
 * @throws E_FIELDS_CHANGED · E_FIELD_LABEL_TAKEN · E_PERSONAL_FIELD_REFUSED
 */
export async function addField(
  subject: Subject,
  input: { version: number; type: FieldTypeId; facts: FieldFacts }
): Promise<string> {
  const fields = await fieldsToChange(subject, input.version)
  const key = nextKey(fields.stored.map((field) => field.key))
  const { kind, ...added } = { ...newDefinition(key, input.type), ...input.facts }
  labelMustBeFree(fields.set, { ...added, kind })
  await mayBeAsked({ ...added, kind })
  await saveFieldSet(fields, [...fields.stored, added], {
    action: 'core.add_field',
    field: key,
    detail: { type: input.type, label: added.label, use: added.use },
  })
  return key
}

/** `extra_1`, `extra_2` …; archived fields keep theirs, so none is ever given twice. */
function nextKey(keys: string[]): string {
  const numbers = keys.map((key) => Number(/^extra_(\d+)$/.exec(key)?.[1] ?? 0))
  return `extra_${Math.max(0, ...numbers) + 1}`
}

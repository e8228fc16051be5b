import type { Subject } from '#app/module_kit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { enqueue } from '#app/jobs/main'
import { toStored } from '../definitions.js'
import { changesBetween, type FieldFacts } from '../field_changes.js'
import { labelMustBeFree } from '../label_must_be_free.js'
import { fieldsToChange, mayBeAsked, saveFieldSet } from './save_field_set.js'

/**
 * Changes a field. What records hold stays as it is; key, type and the values
 * of choices never change, and a choice is retired and not removed.
 *
 * @returns how much changed
 * @throws E_PAGE_NOT_FOUND · E_FIELDS_CHANGED · E_FIELD_LABEL_TAKEN · E_PERSONAL_FIELD_REFUSED
 */
export async function changeField(
  subject: Subject,
  input: { version: number; key: string; facts: FieldFacts }
): Promise<number> {
  const fields = await fieldsToChange(subject, input.version)
  const before = fields.set.find(input.key)
  if (!before) throw new E_PAGE_NOT_FOUND()
  const after = { ...before, ...input.facts }
  labelMustBeFree(fields.set, after)
  await mayBeAsked(after)
  const changes = changesBetween(before, after)
  if (Object.keys(changes).length === 0) return 0
  await saveFieldSet(
    fields,
    fields.stored.map((field) =>
      field.key === input.key ? toStored(after, fields.set.types) : field
    ),
    { action: 'core.change_field', field: input.key, detail: { changes } }
  )
  if ('searchable' in changes && subject.records) {
    await enqueue('core.index_records', { subject: subject.id })
  }
  return Object.keys(changes).length
}

import type { FieldDefinition, Subject } from '#app/module_kit/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import { labelMustBeFree } from '../label_must_be_free.js'
import { fieldsToChange, mayBeAsked, saveFieldSet } from './save_field_set.js'

/** A field the municipality added, or one that was only set up for it; the subject's own are switched off instead. */
export const canBeArchived = ({ builtIn }: FieldDefinition) => !builtIn || builtIn.preset === true

/**
 * Takes a field out of every form. Records that have it still show it.
 *
 * @throws E_PAGE_NOT_FOUND · E_FIELDS_CHANGED
 */
export async function archiveField(subject: Subject, input: { version: number; key: string }) {
  await setArchived(subject, input, true)
}

/** Brings an archived field back as it was. @throws E_PAGE_NOT_FOUND · E_FIELDS_CHANGED · E_FIELD_LABEL_TAKEN */
export async function restoreField(subject: Subject, input: { version: number; key: string }) {
  await setArchived(subject, input, false)
}

async function setArchived(
  subject: Subject,
  { version, key }: { version: number; key: string },
  archived: boolean
) {
  const fields = await fieldsToChange(subject, version)
  const definition = fields.set.find(key)
  if (!definition || !canBeArchived(definition) || definition.archived === archived) {
    throw new E_PAGE_NOT_FOUND()
  }
  if (!archived) {
    labelMustBeFree(fields.set, definition)
    await mayBeAsked({ ...definition, archived })
  }
  await saveFieldSet(
    fields,
    fields.stored.map((field) => (field.key === key ? { ...field, archived } : field)),
    { action: archived ? 'core.archive_field' : 'core.restore_field', field: key }
  )
}

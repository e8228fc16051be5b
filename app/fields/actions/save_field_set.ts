import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import type { FieldDefinition, Subject } from '#app/module_kit/main'
import { holdsResidentDataNow, municipalities, tenancy } from '#app/tenancy/main'
import type { StoredField } from '../definitions.js'
import { E_FIELDS_CHANGED, E_PERSONAL_FIELD_REFUSED } from '../errors.js'
import type { FieldSet } from '../field_set.js'
import { buildFieldSet } from '../field_set_of.js'
import { saysWhoItIs } from '../personal.js'
import { currentVersion, storedFields } from '../queries/stored_fields.js'

/** What was there and what a change makes of it. */
export interface FieldsInForce {
  set: FieldSet
  /** One entry per field, in order; `{ key }` alone for a built-in nobody has touched. */
  stored: StoredField[]
}

/**
 * Reads the fields a change starts from.
 *
 * @param version the one the page showed
 * @throws E_FIELDS_CHANGED when it is no longer in force
 */
export async function fieldsToChange(subject: Subject, version: number): Promise<FieldsInForce> {
  if ((await currentVersion(subject.id)) !== version) throw new E_FIELDS_CHANGED()
  const chosen = await storedFields(subject.id, version)
  const set = await buildFieldSet(subject, version, chosen)
  const byKey = new Map(chosen.map((field) => [field.key, field]))
  return { set, stored: set.definitions.map(({ key }) => byKey.get(key) ?? { key }) }
}

/**
 * A municipality that holds no residents' data asks nobody who they are (R27, R48).
 *
 * @throws E_PERSONAL_FIELD_REFUSED
 */
export async function mayBeAsked(definition: FieldDefinition) {
  const used = !definition.archived && Object.values(definition.use).some((use) => use !== 'unused')
  if (used && saysWhoItIs(definition) && !(await holdsResidentDataNow())) {
    throw new E_PERSONAL_FIELD_REFUSED()
  }
}

/**
 * Puts a changed set in force, as the version after the one it was made from:
 * everywhere within a second, here at once. The table's key lets one of two
 * through.
 *
 * @param entry what the audit log keeps of it
 * @throws E_FIELDS_CHANGED
 */
export async function saveFieldSet(
  { set: { subject, version } }: FieldsInForce,
  stored: StoredField[],
  entry: { action: string; field: string; detail?: Record<string, unknown> }
) {
  const { rows } = await db.rawQuery(
    `INSERT INTO field_sets (municipality_id, subject, version, definitions) VALUES (?, ?, ?, ?)
     ON CONFLICT (municipality_id, subject, version) DO NOTHING
     RETURNING version`,
    [tenancy.current().municipalityId, subject.id, version + 1, JSON.stringify(stored)]
  )
  if (rows.length === 0) throw new E_FIELDS_CHANGED()
  await audit.record({
    action: entry.action,
    subject: { type: 'fields', id: subject.id },
    detail: { field: entry.field, ...entry.detail },
  })
  tenancy.afterCommit(async () => municipalities.forget())
}

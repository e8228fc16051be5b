import type { Subject } from '#app/module_kit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { definitionsOf, typeIdsOf, type StoredField } from './definitions.js'
import { FieldSet } from './field_set.js'
import { typesOf } from './field_types.js'
import { saysWhoItIs } from './personal.js'
import { storedFields } from './queries/stored_fields.js'

const known = new Map<string, FieldSet>()

/**
 * The fields of a subject in force for a municipality. The version comes with
 * the municipality (at most a second old in another process, at once in this
 * one), so a page costs no query for its fields until they change. Where the
 * municipality holds no residents' data, fields that say who somebody is are
 * as if they had never been declared.
 */
export async function fieldSetOf(
  subject: Subject,
  municipality: Pick<Municipality, 'id' | 'fieldVersions' | 'holdsResidentData'>
): Promise<FieldSet> {
  const version = municipality.fieldVersions[subject.id] ?? 0
  const key = `${municipality.id} ${subject.id} ${municipality.holdsResidentData}`
  const kept = known.get(key)
  if (kept?.version === version) return kept
  const stored = await tenancy.run(municipality, () => storedFields(subject.id, version))
  const all = await buildFieldSet(subject, version, stored)
  const set = municipality.holdsResidentData
    ? all
    : all.adjusted((definition) => (saysWhoItIs(definition) ? undefined : definition))
  known.set(key, set)
  return set
}

/** A set from what is, or would be, stored. */
export async function buildFieldSet(subject: Subject, version: number, stored: StoredField[]) {
  const types = await typesOf(typeIdsOf(subject, stored))
  return new FieldSet(subject, version, definitionsOf(subject, stored, types), types)
}

import { fieldSetOf, type FieldSet } from '#app/fields/main'
import type { Municipality } from '#app/tenancy/main'
import { applicationFields } from './subjects.js'

const adjusted = new WeakMap<FieldSet, FieldSet>()

/** What staff note of somebody who came without a booking: the application's fields, but no address, as there is nothing to write of. */
export async function walkInFields(municipality: Municipality): Promise<FieldSet> {
  const fields = await fieldSetOf(applicationFields, municipality)
  const kept =
    adjusted.get(fields) ??
    fields.adjusted((definition) => (definition.kind === 'passing' ? undefined : definition))
  adjusted.set(fields, kept)
  return kept
}

import { fieldSetOf, type FieldSet } from '#app/fields/main'
import type { FieldDefinition } from '@madoguchi/module-kit'
import type { Municipality } from '#app/tenancy/main'
import { checksApplicants } from './settings.js'
import { applicationFields } from './subjects.js'

/** Whom the form asks. */
export interface Applicant {
  /** Somebody a module knows: their 基本項目 are in their account. */
  known: boolean
}

const adjusted = new WeakMap<FieldSet, Map<string, FieldSet>>()

/**
 * What a resident is asked (ST7): of somebody unknown the 基本項目 and the
 * 追加項目, of somebody known only the latter; and an address of whoever has
 * to be checked by mail (申込者チェック).
 */
export async function askedFields(
  municipality: Municipality,
  { known }: Applicant
): Promise<FieldSet> {
  const fields = await fieldSetOf(applicationFields, municipality)
  const checked = checksApplicants(municipality)
  if (!known && !checked) return fields
  const key = known ? 'known' : 'checked'
  const made = adjusted.get(fields) ?? new Map<string, FieldSet>()
  adjusted.set(fields, made)
  if (!made.has(key)) made.set(key, fields.adjusted(known ? additionalOnly : addressRequired))
  return made.get(key)!
}

const additionalOnly = (definition: FieldDefinition) =>
  definition.builtIn && !definition.builtIn.preset ? undefined : definition

const addressRequired = (definition: FieldDefinition): FieldDefinition =>
  definition.key === 'email'
    ? { ...definition, archived: false, use: { ...definition.use, public: 'required' } }
    : definition

/** Whether residents can leave an address to be written to. */
export const asksForAddress = (fields: FieldSet) =>
  fields.asked('public').some(({ key }) => key === 'email')

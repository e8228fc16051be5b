import i18nManager from '@adonisjs/i18n/services/main'
import { defineSubject, type FieldDefinition, type FieldUse } from '#app/module_kit/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { addField } from '../actions/add_field.js'
import type { FieldFacts } from '../field_changes.js'
import { fieldSetOf } from '../field_set_of.js'

export const ja = () => i18nManager.locale('ja')

/** A subject with a field of most kinds, of which nothing is asked until the municipality says so. */
export const sample = defineSubject({
  id: 'sample.person',
  label: 'fields.title',
  indexed: true,
  builtIns: [
    {
      key: 'name',
      type: 'core.name',
      label: 'staff.words.name',
      autocomplete: 'name',
      personal: true,
      use: { public: 'required', staff: 'optional' },
    },
    { key: 'kana', type: 'core.kana', label: 'core.municipality.kana', searchable: true },
    {
      key: 'birthday',
      type: 'core.date',
      label: 'audit.filter.from',
      autocomplete: 'bday',
      split: true,
    },
    {
      key: 'password',
      type: 'core.text',
      kind: 'credential',
      label: 'staff.words.password',
      use: { public: 'required' },
    },
    {
      key: 'email',
      type: 'core.email',
      kind: 'passing',
      label: 'staff.words.email',
      use: { public: 'optional' },
    },
    {
      key: 'card',
      type: 'core.choice',
      label: 'core.words.visible',
      preset: true,
      layout: 'horizontal',
      choices: [
        { value: 'no', label: 'core.words.absent' },
        { value: 'yes', label: 'core.words.present' },
      ],
    },
  ],
})

/** What an administrator says of a new field. */
export const facts = (label: string, changes: Partial<FieldFacts> = {}): FieldFacts => ({
  label: { ja: label },
  hint: {},
  choices: [],
  layout: 'vertical',
  inputRule: 'any',
  maxLength: 100,
  split: false,
  searchable: false,
  personal: false,
  use: { public: 'optional', staff: 'optional' },
  ...changes,
})

/** The facts of a field as they are, to change some of them. */
export function factsOf(
  definition: FieldDefinition,
  changes: Partial<FieldFacts> = {}
): FieldFacts {
  const { key, type, kind, builtIn, archived, ...same } = definition
  return { ...same, ...changes }
}

export const both = (use: FieldUse) => ({ public: use, staff: use })

/** The set in force right now. */
export const setOf = async (municipality: Municipality, subject = sample) =>
  fieldSetOf(subject, await municipalities.byId(municipality.id))

export async function added(
  municipality: Municipality,
  type: FieldDefinition['type'],
  what: FieldFacts
): Promise<string> {
  const { version } = await setOf(municipality)
  return tenancy.run(municipality, () => addField(sample, { version, type, facts: what }))
}

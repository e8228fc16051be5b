import { isDeepStrictEqual } from 'node:util'
import type {
  BuiltInField,
  FieldChoice,
  FieldDefinition,
  FieldSide,
  FieldType,
  FieldTypeId,
  FieldUse,
  Subject,
} from '#app/module_kit/main'

/** What a municipality stores of a field: of a built-in one only where it differs. */
export type StoredField = { key: string } & Partial<
  Omit<FieldDefinition, 'key' | 'kind' | 'builtIn' | 'choices'>
> & { choices?: Omit<FieldChoice, 'labelKey'>[] }

/** How long a text may be where neither its subject nor the municipality nor its type says. */
const MAX_LENGTH = 100

const UNUSED: Record<FieldSide, FieldUse> = { public: 'unused', staff: 'unused' }

/** A built-in field before the municipality changes anything. */
function declared(builtIn: BuiltInField, type?: FieldType): FieldDefinition {
  return {
    key: builtIn.key,
    type: builtIn.type,
    kind: builtIn.kind ?? 'value',
    label: {},
    hint: {},
    choices: (builtIn.choices ?? []).map(({ value, label }) => ({
      value,
      label: {},
      labelKey: label,
      retired: false,
    })),
    layout: builtIn.layout ?? 'vertical',
    inputRule: 'any',
    maxLength: builtIn.maxLength ?? type?.maxLength ?? MAX_LENGTH,
    split: builtIn.split ?? false,
    searchable: builtIn.searchable ?? false,
    personal: builtIn.personal ?? false,
    use: { ...UNUSED, ...builtIn.use },
    archived: false,
    builtIn,
  }
}

/**
 * A field that is stored but no longer declared: its subject dropped it, or
 * the module that brought its type is gone. Records that have it stay readable.
 */
const orphan = (stored: StoredField): BuiltInField => ({
  key: stored.key,
  type: 'core.text',
  label: '',
})

/** A field the municipality is about to add, before it says anything of it. */
export const newDefinition = (
  key: string,
  type: FieldTypeId,
  maxLength?: number
): FieldDefinition => ({
  ...declared({ key, type, label: '', maxLength }),
  use: { public: 'optional', staff: 'optional' },
  builtIn: undefined,
})

/** The types a set of stored fields and its subject need. */
export const typeIdsOf = (subject: Subject, stored: StoredField[]): FieldTypeId[] => [
  'core.text',
  ...subject.builtIns.map(({ type }) => type),
  ...stored.flatMap(({ type }) => type ?? []),
]

/**
 * The definitions in force, in the municipality's order; built-in fields it
 * has never touched come last, in their subject's order.
 */
export function definitionsOf(
  subject: Subject,
  stored: StoredField[],
  types: ReadonlyMap<FieldTypeId, FieldType>
): FieldDefinition[] {
  const builtIns = new Map(subject.builtIns.map((builtIn) => [builtIn.key, builtIn]))
  const touched = stored.map((field) => {
    const builtIn = builtIns.get(field.key)
    const type = builtIn?.type ?? field.type
    const known = type !== undefined && types.has(type)
    const base = declared(
      builtIn ?? { ...orphan(field), ...(known && { type }) },
      known ? types.get(type) : undefined
    )
    return {
      ...base,
      ...field,
      type: base.type,
      choices: field.choices
        ? field.choices.map((choice) => ({ ...labelKeyOf(choice.value, base), ...choice }))
        : base.choices,
      use: { ...base.use, ...field.use },
      archived: !known || (field.archived ?? false),
      builtIn,
    }
  })
  const keys = new Set(stored.map(({ key }) => key))
  return [
    ...touched,
    ...subject.builtIns
      .filter(({ key }) => !keys.has(key))
      .map((builtIn) => declared(builtIn, types.get(builtIn.type))),
  ]
}

function labelKeyOf(value: string, { choices }: FieldDefinition) {
  const labelKey = choices.find((choice) => choice.value === value)?.labelKey
  return labelKey ? { labelKey } : {}
}

/** What is worth storing of a definition; a field the municipality added is stored whole. */
export function toStored(
  definition: FieldDefinition,
  types: ReadonlyMap<FieldTypeId, FieldType>
): StoredField {
  const whole = withoutWords(definition)
  if (!definition.builtIn) return whole
  const type = types.get(definition.type)
  const base: Record<string, unknown> = withoutWords(declared(definition.builtIn, type))
  const differing = Object.entries(whole).filter(
    ([name, value]) => !isDeepStrictEqual(value, base[name])
  )
  return { key: definition.key, ...Object.fromEntries(differing) }
}

/** A definition without what its subject says anyway. */
function withoutWords({ kind, builtIn, ...definition }: FieldDefinition): StoredField {
  const choices = definition.choices.map(({ labelKey, ...choice }) => choice)
  return { ...definition, choices }
}

import type { I18n } from '@adonisjs/i18n'
import type { SchemaTypes } from '@vinejs/vine/types'

/** 利用者画面 and 管理画面: the same field may be used differently on each (R73). */
export const FIELD_SIDES = ['public', 'staff'] as const
export type FieldSide = (typeof FIELD_SIDES)[number]

/** 必須, 任意, 表示のみ, 使用しない. */
export const FIELD_USES = ['required', 'optional', 'display_only', 'unused'] as const
export type FieldUse = (typeof FIELD_USES)[number]

/** 入力文字: what may be written in a text. What can be converted safely is, the rest is refused. */
export const INPUT_RULES = [
  'any',
  'full_width',
  'half_width',
  'katakana',
  'hiragana',
  'digits',
  'alphanumeric',
] as const
export type InputRule = (typeof INPUT_RULES)[number]

/** 択一(縦), 択一(横), プルダウン. */
export const CHOICE_LAYOUTS = ['vertical', 'horizontal', 'select'] as const
export type ChoiceLayout = (typeof CHOICE_LAYOUTS)[number]

/** The types the platform brings; a module brings others in its manifest's `fieldTypes`. */
export const STANDARD_FIELD_TYPES = [
  'core.text',
  'core.textarea',
  'core.name',
  'core.kana',
  'core.choice',
  'core.choices',
  'core.yes_no',
  'core.date',
  'core.number',
  'core.postal_code',
  'core.address',
  'core.phone',
  'core.email',
] as const
export type FieldTypeId = (typeof STANDARD_FIELD_TYPES)[number] | (string & {})

/** What is stored of one field, as JSON. A name written in two boxes keeps both. */
export type FieldValue = string | number | boolean | string[] | Record<string, string>

/** A record's fields by key: the JSON document its owner stores. */
export type FieldValues = Record<string, FieldValue>

/** Words a municipality chose, by language; Japanese is read where another is missing. */
export type Words = Record<string, string>

export interface FieldChoice {
  /** What is stored; never changes. */
  value: string
  label: Words
  /** Translation key of a built-in choice's own words, read where `label` says nothing. */
  labelKey?: string
  /** No longer offered; records that chose it still show it. */
  retired: boolean
}

/** A field as it is in force for a municipality: what its subject declares, overlaid by what the municipality chose. */
export interface FieldDefinition {
  /** Never changes; names the value in every record. */
  key: string
  /** Never changes either: another type is another field. */
  type: FieldTypeId
  kind: FieldKind
  label: Words
  hint: Words
  choices: FieldChoice[]
  layout: ChoiceLayout
  inputRule: InputRule
  /** In characters as people count them. */
  maxLength: number
  /** 分割: asked for in several boxes. */
  split: boolean
  searchable: boolean
  /** Counts as residents' data. */
  personal: boolean
  use: Record<FieldSide, FieldUse>
  /** No longer asked for; records that have it still show it. */
  archived: boolean
  /** What the subject declares; nothing for a field the municipality added. */
  builtIn?: BuiltInField
}

/**
 * What becomes of what is entered. `value`: stored in the record's document.
 * `passing`: asked for, checked and shown like any other, but its owner keeps
 * it elsewhere or not at all. `credential`: can be renamed and moved here,
 * but its owner draws and reads its box.
 */
export type FieldKind = 'value' | 'passing' | 'credential'

/** A field every municipality has from the start, and may rename, move and switch off. */
export interface BuiltInField {
  key: string
  type: FieldTypeId
  /** Translation keys. */
  label: string
  hint?: string
  choices?: { value: string; label: string }[]
  layout?: ChoiceLayout
  maxLength?: number
  split?: boolean
  searchable?: boolean
  personal?: boolean
  kind?: FieldKind
  /** An additional field set up beforehand: can be archived like one the municipality added. */
  preset?: boolean
  /** HTML's word for it, where it asks residents about themselves (WCAG 1.3.5). */
  autocomplete?: 'name' | 'bday' | 'sex' | 'postal-code' | 'street-address' | 'tel' | 'email'
  /** Until the municipality changes it; `unused` when left out. */
  use?: Partial<Record<FieldSide, FieldUse>>
}

/** A kind of record that takes fields. */
export interface Subject {
  /** `<module id>.<record>`, e.g. `reservation.application`. */
  readonly id: string
  /** Translation key. */
  readonly label: string
  readonly builtIns: readonly BuiltInField[]
  /** Whether its owner calls `indexValues`, so that a field can be made searchable. */
  readonly indexed?: boolean
  /** Reads the records page by page, so that a field can become searchable for those there are; runs in the tenant scope. */
  readonly records?: () => Promise<{ default: RecordReader }>
  /** How many records there are, so that a change can say whom it concerns; runs in the tenant scope. */
  readonly countRecords?: () => Promise<{ default: RecordCounter }>
}

/** Records with values, in order of their ids after one of them, locked against changes until the scope ends. */
export type RecordReader = (page: {
  after: string | null
  limit: number
}) => Promise<{ id: string; values: FieldValues }[]>

/** Counts the records that have a value of the field, or that chose one of its choices; all of them without a question. */
export type RecordCounter = (question: { key?: string; choice?: string }) => Promise<number>

/** Declares a subject; the manifest lists it under `subjects`. */
export function defineSubject(subject: Subject): Subject {
  return subject
}

export interface FieldTypeDeclaration {
  /** `<module id>.<type>`, e.g. `notices.colour`. */
  id: string
  /** Translation keys: its name and what it is good for, for whoever adds a field. */
  label: string
  hint: string
  /** Whatever is asked for this way says who somebody is: a name, an address. */
  personal?: boolean
  /** Anything can be written there, a name included. */
  freeText?: boolean
  load: () => Promise<{ default: FieldType }>
}

/** What a definition of a type may say besides label, hint and use. */
export type FieldOption = 'choices' | 'layout' | 'inputRule' | 'maxLength' | 'split'

export interface LineControl {
  kind: 'line'
  type?: 'text' | 'email' | 'tel' | 'number'
  width?: 'xs' | 's' | 'm' | 'l' | 'full'
  before?: string
}

export interface SelectControl {
  kind: 'select'
  options: { value: string; label: string }[]
}

/** One box of a field that is asked for in several. */
export interface FieldPart {
  name: string
  label: string
  control: LineControl | SelectControl
}

/** How a field is asked for; drawn by the platform, or by the module's own view. */
export type FieldControl =
  | LineControl
  | SelectControl
  | { kind: 'lines' }
  | { kind: 'radios'; options: { value: string; label: string }[]; layout: ChoiceLayout }
  | { kind: 'checkboxes'; options: { value: string; label: string }[]; layout: ChoiceLayout }
  | { kind: 'parts'; parts: FieldPart[] }
  | { kind: 'view'; view: string }

/** What is found in the index of a searchable field. */
export type FieldIndexKey = { text: string } | { date: string } | { number: number }

/**
 * A kind of field. It says how a definition of its kind is asked for, checked,
 * shown and searched; everything else follows.
 */
export interface FieldType {
  /** What a definition may say. */
  takes: readonly FieldOption[]
  /** Where a definition says nothing. */
  maxLength?: number
  /** Chosen and not written: a missing answer is asked for with other words. */
  chosen?: boolean
  control(definition: FieldDefinition, i18n: I18n): FieldControl
  /** Makes of several boxes what `schema` reads. Called only when at least one is filled in. */
  join?(parts: Record<string, string>, definition: FieldDefinition): unknown
  /** What the boxes hold when a value is edited again; null when it has to be edited in one. */
  divide?(value: unknown): Record<string, string> | null
  /** Reads what was entered, which is never empty, into what is stored; says what is wrong by a rule's name. */
  schema(definition: FieldDefinition): SchemaTypes
  /** A value in the reader's words, whatever the definition has become. */
  show(value: FieldValue, definition: FieldDefinition, i18n: I18n): string
  /** For files: what other programs read; the words that are shown when left out. */
  plain?(value: FieldValue): string
  /** What the field is found by; not searchable when left out. */
  index?(value: FieldValue): FieldIndexKey[]
  /** Also found by what is inside of its text (部分一致). */
  foundInside?: boolean
}

/** Brings a type of field; returns its argument, so that an editor completes it where it is written. */
export function defineFieldType(type: FieldType): FieldType {
  return type
}

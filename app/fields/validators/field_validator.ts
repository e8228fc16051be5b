import vine from '@vinejs/vine'
import type { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import {
  asYesOrNo,
  labelledMessages,
  languages,
  optionalText,
  text,
  wholeNumber,
  yesOrNo,
} from '#app/http/main'
import {
  CHOICE_LAYOUTS,
  FIELD_USES,
  INPUT_RULES,
  type FieldChoice,
  type FieldDefinition,
  type FieldType,
  type Subject,
  type Words,
} from '#app/module_kit/main'
import type { FieldFacts } from '../field_changes.js'

/** What the form of a field is about. */
export interface EditedField {
  subject: Subject
  /** Whether the municipality holds residents' data: it says of no field that it asks for some otherwise. */
  holdsResidentData: boolean
  /** As it is now, or as a new field begins. */
  definition: FieldDefinition
  type: FieldType
}

export type ReadFacts =
  | { version: number; facts: FieldFacts; errors?: undefined }
  | { errors: { field: string; message: string }[] }

const LONGEST_TEXT = 4000

/** What can be said of this field: its form shows these, and no others are read. */
export function optionsOf({ subject, definition, holdsResidentData, type }: EditedField) {
  const added = !definition.builtIn
  const value = definition.kind !== 'credential'
  return {
    added,
    use: value,
    choices: value && type.takes.includes('choices'),
    layout: value && type.takes.includes('layout'),
    inputRule: value && type.takes.includes('inputRule'),
    maxLength: value && type.takes.includes('maxLength'),
    split: value && type.takes.includes('split'),
    searchable: value && subject.indexed === true && type.index !== undefined,
    /** Whether 氏名 tells who somebody is is not a question of settings. */
    personal: added && holdsResidentData,
  }
}

/** What the form of a field shows before anything is typed. */
export function formOf(
  { definition }: Pick<EditedField, 'definition'>,
  version: number
): Record<string, any> {
  return {
    version,
    label: definition.label,
    hint: definition.hint,
    public_use: definition.use.public,
    staff_use: definition.use.staff,
    layout: definition.layout,
    input_rule: definition.inputRule,
    max_length: definition.maxLength,
    split: asYesOrNo(definition.split),
    searchable: asYesOrNo(definition.searchable),
    personal: asYesOrNo(definition.personal),
    choices: definition.choices.map(({ value, label, retired }, i) => ({
      ...label,
      value,
      position: i + 1,
      retired: retired ? 'yes' : undefined,
    })),
  }
}

/** One row of the choices as the form sends it. */
type SentChoice = Record<string, string | undefined>

/**
 * The form's body with its rows of choices in a list, empty rows left out, so
 * that it can be shown again and its errors lead to the right rows.
 */
export function tidyBody(body: Record<string, any>): Record<string, any> {
  const locales = [...languages().keys()]
  const rows: SentChoice[] = Object.values(body.choices ?? {})
  const isFilled = (row: SentChoice) =>
    typeof row === 'object' &&
    row !== null &&
    [row.value, ...locales.map((locale) => row[locale])].some((cell) => cell)
  return { ...body, choices: rows.filter(isFilled) }
}

/** Reads the form of a field; what is wrong is told under the names the form shows. */
export async function readFacts(
  edited: EditedField,
  body: Record<string, any>,
  i18n: I18n
): Promise<ReadFacts> {
  const { definition } = edited
  const [refused, input] = await compile(edited).tryValidate(body, {
    messagesProvider: labelledMessages(i18n, (path) => nameOf(path, i18n)),
  })
  if (refused) return { errors: refused.messages }
  const choices = input.choices ? choicesOf(input.choices, definition) : definition.choices
  const wrong = input.choices && whatIsWrongWith(choices, i18n)
  if (wrong) return { errors: [{ field: 'choices', message: wrong }] }
  return {
    version: input.version,
    facts: {
      label: wordsOf(input.label),
      hint: wordsOf(input.hint),
      choices,
      layout: input.layout ?? definition.layout,
      inputRule: input.input_rule ?? definition.inputRule,
      maxLength: input.max_length ?? definition.maxLength,
      split: input.split ?? definition.split,
      searchable: input.searchable ?? definition.searchable,
      personal: input.personal ?? definition.personal,
      use: {
        public: input.public_use ?? definition.use.public,
        staff: input.staff_use ?? definition.use.staff,
      },
    },
  }
}

function compile(edited: EditedField) {
  const can = optionsOf(edited)
  const base = i18nManager.defaultLocale
  const inEveryLanguage = (length: number, required: boolean) =>
    Object.fromEntries(
      [...languages().keys()].map((locale) => [
        locale,
        required && locale === base ? text(length) : optionalText(length),
      ])
    )
  return vine.compile(
    vine.object({
      version: wholeNumber(0, 2 ** 31 - 2),
      label: vine.object(inEveryLanguage(60, can.added)),
      hint: vine.object(inEveryLanguage(200, false)),
      ...(can.use && { public_use: vine.enum(FIELD_USES), staff_use: vine.enum(FIELD_USES) }),
      ...(can.choices && {
        choices: vine.array(
          vine.object({
            ...inEveryLanguage(60, false),
            value: vine.string().nullable().optional(),
            position: wholeNumber(1, 999).nullable().optional(),
            retired: vine.enum(['yes']).nullable().optional(),
          })
        ),
      }),
      ...(can.layout && { layout: vine.enum(CHOICE_LAYOUTS) }),
      ...(can.inputRule && { input_rule: vine.enum(INPUT_RULES) }),
      ...(can.maxLength && { max_length: wholeNumber(1, LONGEST_TEXT) }),
      ...(can.split && { split: yesOrNo() }),
      ...(can.searchable && { searchable: yesOrNo() }),
      ...(can.personal && { personal: yesOrNo() }),
    } as Record<string, any>)
  )
}

const wordsOf = (input: Record<string, string | null>): Words =>
  Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, string] => entry[1] !== null)
  )

/**
 * The rows in the order of their numbers. Values of new choices are made here
 * and never given twice; a choice the form left out is retired, not gone.
 */
function choicesOf(rows: Record<string, any>[], { choices }: FieldDefinition): FieldChoice[] {
  const known = new Map(choices.map((choice) => [choice.value, choice]))
  let last = Math.max(0, ...choices.map(({ value }) => Number(/^c(\d+)$/.exec(value)?.[1] ?? 0)))
  const kept = rows
    .map((row, i) => ({ row, place: row.position ?? 1000 + i }))
    .sort((a, b) => a.place - b.place)
    .map(({ row: { value, position, retired, ...label } }) => {
      const old = known.get(value)
      known.delete(value)
      return {
        ...(old ?? { value: `c${(last += 1)}` }),
        label: wordsOf(label),
        retired: retired === 'yes',
      }
    })
  return [...kept, ...[...known.values()].map((choice) => ({ ...choice, retired: true }))]
}

function whatIsWrongWith(choices: FieldChoice[], i18n: I18n): string | undefined {
  const base = i18nManager.defaultLocale
  const offered = choices.filter(({ retired }) => !retired)
  if (offered.length === 0) return i18n.t('fields.form.choices_none')
  if (offered.some(({ label, labelKey }) => !label[base] && !labelKey)) {
    return i18n.t('fields.form.choices_unnamed')
  }
  const names = offered.map(({ label, labelKey }) => label[base] ?? i18n.t(labelKey!))
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  return twice === undefined ? undefined : i18n.t('fields.form.choices_twice', { name: twice })
}

/** What the form calls a box that stands there once per language. */
function nameOf(path: string, i18n: I18n): string | undefined {
  const [, what, row, locale] = /^(label|hint|choices)(?:\.(\d+))?\.([\w-]+)$/.exec(path) ?? []
  if (!what) return undefined
  const language = languages().get(locale)?.name
  if (!language) return i18n.t('fields.form.choice_position', { n: Number(row) + 1 })
  return i18n.t(`fields.form.${what}_in`, { language, n: Number(row) + 1 })
}

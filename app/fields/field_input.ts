import type { I18n } from '@adonisjs/i18n'
import type {
  FieldControl,
  FieldDefinition,
  FieldSide,
  FieldType,
  FieldValue,
} from '#app/module_kit/main'
import { hintOf, labelOf, ownHintOf } from './words.js'

/** One field of a form, ready to be drawn. */
export interface FieldInput {
  key: string
  /** The id of its first box, so that an error leads there. */
  id: string
  label: string
  hint?: string
  required: boolean
  /** Nothing for what is only shown, and for a credential, which its owner draws. */
  control?: FieldControl
  credential: boolean
  /** The value in words, where it is only shown. */
  shown?: string
  /** What is in the box, or in the boxes by their names. */
  value: any
  /** HTML's word for it, or for each of its boxes. */
  autocomplete: string | Record<string, string | undefined> | undefined
}

/** The words HTML has for the boxes of what has a word itself. */
const PART_WORDS: Record<string, Record<string, string>> = {
  name: { family: 'family-name', given: 'given-name' },
  bday: { year: 'bday-year', month: 'bday-month', day: 'bday-day' },
}

interface Asking {
  side: FieldSide
  i18n: I18n
  value?: any
  prefix: string
}

export function inputOf(definition: FieldDefinition, type: FieldType, sent: Asking): FieldInput {
  const asking = { ...sent, value: presentable(sent.value) }
  const { side, i18n, value, prefix } = asking
  const use = definition.use[side]
  const input = {
    key: definition.key,
    id: `${prefix}${definition.key}`,
    label: labelOf(definition, i18n),
    hint: hintOf(definition, i18n),
    required: use === 'required',
    credential: definition.kind === 'credential',
    autocomplete: undefined,
  }
  if (input.credential) return { ...input, value: undefined }
  if (use === 'display_only') {
    const shown = value === undefined ? undefined : type.show(value, definition, i18n)
    return { ...input, value, shown }
  }
  const control = type.control(definition, i18n)
  if (control.kind !== 'parts') return { ...input, control, ...inOneBox(definition, type, asking) }
  const boxes = isParts(value) || value === undefined ? (value ?? {}) : type.divide?.(value)
  /** What cannot be put into boxes is edited in one: a date of which the day is not known. */
  if (!boxes) {
    const whole = type.control({ ...definition, split: false }, i18n)
    return { ...input, control: whole, ...inOneBox(definition, type, asking) }
  }
  return {
    ...input,
    /** The product's own examples are written in one piece. */
    hint: ownHintOf(definition, i18n),
    control,
    value: boxes,
    autocomplete: autocompleteOf(definition, side, control),
  }
}

const isParts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a box can show of what was sent: a form that is refused is shown again whatever was in it. */
function presentable(value: unknown): FieldValue | undefined {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string')
  if (isParts(value)) {
    return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'string'))
  }
  return value === null ? undefined : (value as FieldValue | undefined)
}

/** A name kept in two pieces is shown in one where one box asks for it. */
function inOneBox(definition: FieldDefinition, type: FieldType, { side, i18n, value }: Asking) {
  const whole = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value
  return {
    value: isParts(whole) ? type.show(whole, definition, i18n) : whole,
    autocomplete: autocompleteOf(definition, side),
  }
}

/** Staff write about others: their own browser has nothing to offer. */
function autocompleteOf(
  { builtIn }: FieldDefinition,
  side: FieldSide,
  control?: Extract<FieldControl, { kind: 'parts' }>
) {
  const word = side === 'staff' ? 'off' : builtIn?.autocomplete
  if (!control) return word
  return Object.fromEntries(
    control.parts.map(({ name }) => [
      name,
      side === 'staff' ? 'off' : PART_WORDS[word ?? '']?.[name],
    ])
  )
}

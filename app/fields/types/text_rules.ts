import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import type { FieldDefinition, InputRule } from '#app/module_kit/main'
import { UNREADABLE } from '#app/ui/main'
import { isLongerThan } from '../graphemes.js'
import { underRule } from '../input_rules.js'

export interface TextOptions {
  maxLength: number
  inputRule: InputRule
  /** Several lines. */
  lines?: boolean
}

/** Control characters but the line feed, which no form sends by honest means. */
const CONTROL = /(?!\n)\p{Cc}/u

/** PostgreSQL's JSON refuses NUL and halves of a character; an unreadable one is no name's. */
const isStorable = (text: string) =>
  text.isWellFormed() && !CONTROL.test(text) && !text.includes(UNREADABLE)

/**
 * A text as it may be stored; otherwise says what is wrong with it.
 *
 * @returns null when it was refused
 */
export function readText(text: string, options: TextOptions, field: FieldContext): string | null {
  const refuse = (rule: string, meta?: Record<string, unknown>) => {
    field.report('The {{ field }} field is not right', rule, field, meta)
    return null
  }
  if (!isStorable(text) || (!options.lines && text.includes('\n'))) return refuse('storable')
  const converted = underRule(options.inputRule, text)
  if (converted === null) return refuse(`input_rule.${options.inputRule}`)
  if (isLongerThan(converted, options.maxLength)) {
    return refuse('maxLength', { max: options.maxLength })
  }
  return converted
}

const written = vine.createRule((value, options: TextOptions, field) => {
  const text = readText(String(value), options, field)
  if (text !== null) field.mutate(text, field)
})

/** Without the blanks at the ends, ASCII's and the ideographic one: for what is no name. */
export const withoutEnds = (text: string) =>
  text.replaceAll('\r\n', '\n').replace(/^[ \t\n\u3000]+|[ \t\n\u3000]+$/g, '')

/** A text, trimmed and under its definition's rule. */
export const trimmedText = (
  { maxLength, inputRule }: Pick<FieldDefinition, 'maxLength' | 'inputRule'>,
  lines = false
) =>
  vine
    .string()
    .parse((value) => (typeof value === 'string' ? withoutEnds(value) : value))
    .use(written({ maxLength, inputRule, lines }))

/**
 * An address: legal text, kept byte for byte. It is neither normalised (NFC
 * alone turns 塚 U+FA10 into 塚) nor trimmed.
 */
export const legalText = ({ maxLength }: Pick<FieldDefinition, 'maxLength'>) =>
  vine.string().use(written({ maxLength, inputRule: 'any' }))

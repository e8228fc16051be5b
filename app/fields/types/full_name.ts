import type { I18n } from '@adonisjs/i18n'
import vine from '@vinejs/vine'
import type { FieldControl, FieldDefinition, FieldValue } from '#app/module_kit/main'
import { searchKey } from '../search_key.js'
import { readText, type TextOptions } from './text_rules.js'

/** Family name and given name, in the order they are written in. */
const PARTS = ['family', 'given'] as const

/** 氏 and 名 in a box each, or one box; `words` names the two labels. */
export function nameControl({ split }: FieldDefinition, i18n: I18n, words: string): FieldControl {
  if (!split) return { kind: 'line', width: 'l' }
  return {
    kind: 'parts',
    parts: PARTS.map((name) => ({
      name,
      label: i18n.t(`ui.fields.${words}.${name}`),
      control: { kind: 'line' },
    })),
  }
}

/** A name in one piece is put into two boxes at its first blank, if it has one. */
export function divideName(value: unknown): Record<string, string> {
  if (typeof value !== 'string') return value as Record<string, string>
  const [, family, given] = /^(.+?)[ \u3000](.+)$/s.exec(value) ?? [undefined, value, '']
  return { family, given }
}

const readName = vine.createRule(
  (value: any, { prepare, ...options }: TextOptions & { prepare: Prepare }, field) => {
    if (typeof value === 'string') {
      const text = readText(prepare(value), options, field)
      if (text !== null) field.mutate(text, field)
      return
    }
    const read: Record<string, string> = {}
    for (const part of PARTS) {
      if (typeof value?.[part] !== 'string') continue
      const text = readText(prepare(value[part]), options, field)
      if (text === null) return
      read[part] = text
    }
    if (Object.keys(read).length > 0) field.mutate(read, field)
    else field.report('The {{ field }} field must be a name', 'required', field)
  }
)

type Prepare = (text: string) => string

/** A name in one piece or in two; whoever has only one name leaves the other box empty. */
export const nameSchema = (options: TextOptions, prepare: Prepare = (text) => text) =>
  vine.any().use(readName({ ...options, prepare }))

export function showName(value: FieldValue): string {
  if (typeof value !== 'object' || Array.isArray(value)) return String(value)
  return PARTS.map((part) => value[part])
    .filter(Boolean)
    .join('\u3000')
}

export const indexName = (value: FieldValue) => [{ text: searchKey(showName(value)) }]

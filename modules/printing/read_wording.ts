import type { I18n } from '@adonisjs/i18n'
import type { GlyphCheck } from '#app/documents/main'
import { fromStaff } from '#app/wording/main'
import { linesOf } from './letter_text.js'
import { fieldRule, fieldsIn, letterFields } from './merge_fields.js'
import type { WordingText } from './wording.js'

const TEXTS = ['title', 'body', 'sender'] as const

/** What staff typed, as it is stored, with what is wrong about it in sentences. */
export function readWording(typed: WordingText, i18n: I18n, glyphs: GlyphCheck) {
  const fields = letterFields(i18n)
  const mistakes: { field: string; message: string }[] = []
  const wrong = (field: string, key: string, names: string[]) => {
    if (names.length === 0) return
    const message = i18n.t(`printing.staff.wordings.${key}`, { names: names.join('、') })
    mistakes.push({ field, message })
  }
  const read = (field: (typeof TEXTS)[number]) => {
    const { text, unknown } = fromStaff(typed[field].replaceAll('\r\n', '\n'), fields)
    wrong(field, 'unknown_fields', unknown ?? [])
    wrong(field, 'unprintable', glyphs.missingIn(typed[field].replaceAll(/\s/g, '')))
    return text ?? ''
  }
  const stored = { ...typed, title: read('title'), body: read('body'), sender: read('sender') }
  const label = (name: string) => `{${fields.find((one) => one.name === name)!.label}}`
  const inline = [stored.title, stored.sender, ...inlineTexts(stored.body)].join('')
  wrong(
    'body',
    'only_alone',
    fieldsIn(inline)
      .filter((name) => fieldRule(name)?.only)
      .map(label)
  )
  return { stored, mistakes }
}

const inlineTexts = (body: string) =>
  linesOf(body).flatMap((line) =>
    line.kind === 'field' ? [] : line.kind === 'row' ? line.cells : [line.text]
  )

import type { I18n } from '@adonisjs/i18n'
import type { GlyphCheck } from '#app/documents/main'
import { fromStaff } from '#app/wording/main'
import { withCodePoints } from './code_points.js'
import { linesOf } from './letter_text.js'
import { fieldRule, fieldsIn, letterFields } from './merge_fields.js'
import type { WordingText } from './wording.js'

const TEXTS = ['title', 'body', 'sender'] as const

/** What staff typed and how they call it, as it is stored, with what is wrong about it in sentences. */
export function readWording(
  { name, ...typed }: WordingText & { name: string },
  i18n: I18n,
  glyphs: GlyphCheck
) {
  const fields = letterFields(i18n)
  const mistakes: { field: string; message: string }[] = []
  const wrong = (field: string, key: string, names: string[]) => {
    if (names.length === 0) return
    const message = i18n.t(`printing.staff.wordings.${key}`, { names: names.join('、') })
    mistakes.push({ field, message })
  }
  const mustBePrintable = (field: string, text: string) =>
    wrong(field, 'unprintable', glyphs.missingIn(text).map(withCodePoints))
  /** It is on no paper, but names the file. */
  mustBePrintable('name', name)
  const read = (field: (typeof TEXTS)[number]) => {
    const { text, unknown } = fromStaff(typed[field].replaceAll('\r\n', '\n'), fields)
    wrong(field, 'unknown_fields', unknown ?? [])
    mustBePrintable(field, typed[field])
    return text ?? ''
  }
  const stored = { ...typed, title: read('title'), body: read('body'), sender: read('sender') }
  const label = (field: string) => `{${fields.find((one) => one.name === field)!.label}}`
  const inline = [stored.title, stored.sender, ...inlineTexts(stored.body)].join('')
  wrong(
    'body',
    'only_alone',
    fieldsIn(inline)
      .filter((one) => fieldRule(one)?.only)
      .map(label)
  )
  return { stored, mistakes }
}

const inlineTexts = (body: string) =>
  linesOf(body).flatMap((line) =>
    line.kind === 'field' ? [] : line.kind === 'row' ? line.cells : [line.text]
  )

import type { I18n } from '@adonisjs/i18n'
import type { FieldDefinition } from '#app/module_kit/main'
import { choiceLabel } from './words.js'

/** Records a change concerns: those with a value, and those that chose a choice by its value. */
export interface ConcernedRecords {
  records: number
  choosing: Record<string, number>
}

/** The choices a change renames or retires: whoever asks counts the records that chose them. */
export function touchedChoices(before: FieldDefinition, after: FieldDefinition, i18n: I18n) {
  return before.choices.flatMap((was) => {
    const is = after.choices.find(({ value }) => value === was.value)!
    const from = choiceLabel(was, i18n)
    const to = choiceLabel(is, i18n)
    if (is.retired && !was.retired) return { value: was.value, what: 'choice_retired', from, to }
    return from === to ? [] : { value: was.value, what: 'choice_renamed', from, to }
  })
}

/**
 * What a change does to the records there are and to whoever fills the form
 * in next, in sentences.
 *
 * @param before nothing for a field that is added
 */
export function consequencesOf(
  before: FieldDefinition | undefined,
  after: FieldDefinition,
  { records, choosing }: ConcernedRecords,
  i18n: I18n
): string[] {
  const say = (what: string, data: Record<string, unknown> = {}) =>
    i18n.t(`fields.consequences.${what}`, { n: records, ...data })
  const isAsked = (definition?: FieldDefinition) =>
    definition !== undefined && ['required', 'optional'].includes(definition.use.public)

  const said: string[] = []
  if (after.personal && isAsked(after) && !(before?.personal && isAsked(before))) {
    said.push(say('personal'))
  }
  if (records === 0) return said
  if (!before) return [...said, say('added')]
  if (after.searchable && !before.searchable) said.push(say('searchable'))

  const sides = ['public', 'staff'] as const
  if (sides.some((side) => after.use[side] === 'required' && before.use[side] !== 'required')) {
    said.push(say('required'))
  }
  const off = sides.filter((side) => after.use[side] === 'unused' && before.use[side] !== 'unused')
  if (sides.every((side) => after.use[side] === 'unused') && off.length > 0)
    said.push(say('unused'))
  else off.forEach((side) => said.push(say(`unused_${side}`)))
  if (JSON.stringify(after.label) !== JSON.stringify(before.label)) said.push(say('renamed'))
  if (after.split !== before.split) said.push(say('split'))
  if (after.inputRule !== before.inputRule || after.maxLength < before.maxLength) {
    said.push(say('checked_later'))
  }
  for (const { value, what, from, to } of touchedChoices(before, after, i18n)) {
    said.push(say(what, { n: choosing[value] ?? 0, from, to }))
  }
  return said
}

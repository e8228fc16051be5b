import { isDeepStrictEqual } from 'node:util'
import type { FieldChoice, FieldDefinition } from '#app/module_kit/main'

/** What an administrator says of a field; key, type and kind are not theirs to change. */
export type FieldFacts = Pick<
  FieldDefinition,
  | 'label'
  | 'hint'
  | 'choices'
  | 'layout'
  | 'inputRule'
  | 'maxLength'
  | 'split'
  | 'searchable'
  | 'personal'
  | 'use'
>

const EDITABLE = [
  'label',
  'hint',
  'choices',
  'layout',
  'inputRule',
  'maxLength',
  'split',
  'searchable',
  'personal',
] as const

/** Old and new, as the audit log keeps them: what is different, in few words. */
export function changesBetween(
  before: FieldDefinition,
  after: FieldDefinition
): Record<string, { from: unknown; to: unknown }> {
  const pairs: [string, unknown, unknown][] = [
    ...EDITABLE.map((name): [string, unknown, unknown] => [
      name,
      name === 'choices' ? inFewWords(before.choices) : before[name],
      name === 'choices' ? inFewWords(after.choices) : after[name],
    ]),
    ['publicUse', before.use.public, after.use.public],
    ['staffUse', before.use.staff, after.use.staff],
  ]
  return Object.fromEntries(
    pairs
      .filter(([, from, to]) => !isDeepStrictEqual(from, to))
      .map(([name, from, to]) => [name, { from, to }])
  )
}

const inFewWords = (choices: FieldChoice[]) =>
  choices.map(({ value, label, retired }) => ({ value, ...label, ...(retired && { retired }) }))

import vine from '@vinejs/vine'
import { text } from '#app/http/main'
import { isBareNumber, isBareShelf, tidyLabel } from '../bare_labels.js'
import { isCoded, type CodedKind } from '../coded_words.js'

/**
 * Boxes in which anything can be written, and what they take where the
 * municipality holds no resident data: a reason out of the list, a shelf, a
 * number. Forms say which it is in their `meta`. Shelves and numbers are kept
 * as they are compared, everywhere: a scanner reads A-1, somebody types ａ－１.
 */
export interface Meta {
  holdsResidentData: boolean
}

/** A form with such boxes. */
export const bareOrNot = vine.withMetaData<Meta>()

const outOfTheList = vine.createRule((value, kind: CodedKind, field) => {
  if (field.meta.holdsResidentData || isCoded(String(value), kind)) return
  field.report('The {{ field }} field must be chosen', 'enum', field)
})

const bare = vine.createRule((value, label: 'shelf' | 'number', field) => {
  const tidy = tidyLabel(String(value))
  field.mutate(tidy, field)
  const isBare = label === 'shelf' ? isBareShelf(tidy) : isBareNumber(tidy)
  if (field.meta.holdsResidentData || isBare) return
  field.report(`The {{ field }} field must be a ${label}`, `bare_${label}`, field)
})

export const reason = (kind: CodedKind, maxLength = 300) => text(maxLength).use(outOfTheList(kind))
export const optionalReason = (kind: CodedKind) => reason(kind).nullable()

export const optionalShelf = () => text(30).use(bare('shelf')).nullable()

/** What is looked for among them. */
export const optionalLabel = (maxLength: number) =>
  text(maxLength)
    .nullable()
    .transform((value) => (value === null ? null : tidyLabel(value)))

export const labelNumber = () => text(40).use(bare('number'))
export const optionalNumber = () => labelNumber().nullable()

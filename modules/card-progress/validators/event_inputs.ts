import vine from '@vinejs/vine'
import { optionalMoment, requiredDay } from '#app/http/main'
import { parseJapaneseDate, today } from '#app/ui/main'
import { causesOfChoice, NOT_PICKED, omission, readChoice } from '../progress_codes.js'
import { optionalNumber, optionalReason, optionalShelf } from './bare_inputs.js'

const isChoice = vine.createRule((value, _options, field) => {
  const choice = readChoice(String(value))
  if (!choice || NOT_PICKED.includes(choice.code)) {
    field.report('The {{ field }} field must be a status', 'enum', field)
  }
})

/** A deadline is not before the day of posting, which is today where none is given. */
const isDeadline = vine.createRule((value, _options, field) => {
  const posted = parseJapaneseDate(String(field.parent.happened_on ?? ''))
  if (String(value) < (posted.ok ? posted.iso : today())) {
    field.report('The {{ field }} field is before the day of posting', 'deadline_passed', field)
  }
})

const notInFuture = vine.createRule((value, _options, field) => {
  if (String(value) > today()) {
    field.report('The {{ field }} field is in the future', 'in_future', field)
  }
})

export const optionalPastDay = () => requiredDay().use(notInFuture()).nullable()
export const optionalDeadline = () => requiredDay().use(isDeadline()).nullable()

const isCause = vine.createRule((value, _options, field) => {
  const choice = readChoice(String(field.parent.status))
  const omitted = choice && omission(choice.code, choice.variant, String(value))
  if (omitted) field.report('The {{ field }} field must be a cause of the status', omitted, field)
})

/** Why it came back or was stopped: asked for where the status has causes, and of those. */
const causeOfStatus = () =>
  vine
    .string()
    .parse((value, { parent }) =>
      causesOfChoice(String(parent.status)).length > 0 ? (value ?? '') : nothingWhenEmpty(value)
    )
    .use(isCause())
    .nullable()

export const choice = () => vine.string().use(isChoice())
export const optionalUuid = () =>
  vine
    .string()
    .parse((value) => (value === '' ? null : (value ?? null)))
    .uuid()
    .nullable()
export const nothingWhenEmpty = (value: unknown) => (value === '' ? null : (value ?? null))

/** What can be said of an event, on the pages for one card and for many. */
export const facts = {
  happened_on: optionalPastDay(),
  reason: optionalReason('record'),
  cause: causeOfStatus(),
  shelf: optionalShelf(),
  counter: optionalUuid(),
  deadline: optionalDeadline(),
  visit_at: optionalMoment(),
  reference: optionalNumber(),
  old_card: vine.enum(['yes']).parse(nothingWhenEmpty).nullable(),
}

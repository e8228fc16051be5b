import vine from '@vinejs/vine'
import {
  optionalDay,
  optionalLastDay,
  optionalText,
  requiredDay,
  text,
  wholeNumber,
} from '#app/http/main'
import { INQUIRY_CATEGORIES, INQUIRY_CHANNELS, INQUIRY_STATES } from '../inquiry.js'

const none = (value: unknown) => (value === '' ? null : value)
const counter = vine.string().parse(none).uuid().nullable().optional()

const LONGEST = 2000

/** An open inquiry may wait for its answer; any other has one. */
const answerBeforeState = vine.createRule((value, _options, field) => {
  const answer = field.parent.answer
  if (value !== 'open' && !(typeof answer === 'string' && answer.trim())) {
    field.report('The {{ field }} field needs an answer first', 'answer_missing', field)
  }
})

export const inquiryValidator = vine.compile(
  vine.object({
    received_on: requiredDay(),
    counter: counter.clone(),
    category: vine.enum(INQUIRY_CATEGORIES),
    channel: vine.enum(INQUIRY_CHANNELS),
    question: text(LONGEST),
    answer: optionalText(LONGEST),
    inquiry_state: vine.enum(INQUIRY_STATES).use(answerBeforeState()),
    version: wholeNumber(0, 1_000_000),
  })
)

/** Where no residents' data is held: what can be counted, and no words in which somebody could be named. */
export const countedInquiryValidator = vine.compile(
  vine.object({
    received_on: requiredDay(),
    counter: counter.clone(),
    category: vine.enum(INQUIRY_CATEGORIES),
    channel: vine.enum(INQUIRY_CHANNELS),
    inquiry_state: vine.enum(INQUIRY_STATES),
    version: wholeNumber(0, 1_000_000),
  })
)

export const inquiryFilterValidator = vine.compile(
  vine.object({
    from: optionalDay(),
    until: optionalLastDay('from'),
    category: vine.enum(INQUIRY_CATEGORIES).parse(none).nullable().optional(),
    state: vine.enum(INQUIRY_STATES).parse(none).nullable().optional(),
    counter,
    words: optionalText(100),
  })
)

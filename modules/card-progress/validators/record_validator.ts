import vine from '@vinejs/vine'
import {
  optionalDay,
  optionalMoment,
  optionalText,
  requiredDay,
  text,
  wholeNumber,
} from '#app/http/main'
import { CSV_ENCODINGS, parseJapaneseDate, today } from '#app/ui/main'
import {
  causesOfChoice,
  CODES,
  KINDS,
  METHODS,
  NOT_PICKED,
  omission,
  readChoice,
  type ProgressCode,
} from '../progress_codes.js'
import { coded, CODED_WORDS } from '../coded_words.js'
import { FOLLOW_UP_KINDS } from '../queries/follow_ups.js'
import { FROM_STATUSES, VERDICTS } from '../transitions.js'
import {
  labelNumber,
  optionalNumber,
  optionalReason,
  optionalShelf,
  reason,
  type Meta,
} from './bare_inputs.js'

const RECORD_REASONS = CODED_WORDS.record.map(coded)

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

const optionalPastDay = () => requiredDay().use(notInFuture()).nullable()
const optionalDeadline = () => requiredDay().use(isDeadline()).nullable()

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

const choice = () => vine.string().use(isChoice())
const optionalUuid = () =>
  vine
    .string()
    .parse((value) => (value === '' ? null : (value ?? null)))
    .uuid()
    .nullable()
const nothingWhenEmpty = (value: unknown) => (value === '' ? null : (value ?? null))

const bareOrNot = vine.withMetaData<Meta>()

/** What can be said of an event, on the pages for one card and for many. */
const facts = {
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

export const recordValidator = bareOrNot.compile(
  vine.object({
    status: choice(),
    ...facts,
    version: wholeNumber(0, 1_000_000),
    token: vine.string().uuid(),
    next_status: vine.string().maxLength(40).nullable().optional(),
  })
)

/** Of the page something is scanned on. */
export const scanTokenValidator = vine.compile(vine.object({ token: vine.string().uuid() }))

export const registerValidator = bareOrNot.compile(
  vine.object({
    code: text(40),
    card_number: optionalNumber(),
    counter: vine.string().uuid(),
    method: vine.enum(METHODS),
    kind: vine.enum(KINDS),
    applied_on: optionalDay(),
    shelf: optionalShelf(),
  })
)

export const cancelValidator = bareOrNot.compile(
  vine.object({
    seq: wholeNumber(1, 1_000_000),
    version: wholeNumber(0, 1_000_000),
    reason: reason('cancel'),
  })
)

export const reissueValidator = bareOrNot.compile(
  vine.object({
    version: wholeNumber(0, 1_000_000),
    reason: reason('reissue'),
    link_code: vine.enum(['keep', 'new']),
  })
)

export const BULK_SOURCES = ['codes', 'batch', 'mailing', 'shelf'] as const

const codes = () => vine.string().parse(nothingWhenEmpty).maxLength(2_000_000).nullable()

export const bulkValidator = bareOrNot.compile(
  vine.object({
    ...facts,
    status: choice(),
    source: vine.enum(BULK_SOURCES),
    codes: codes(),
    batch: optionalUuid(),
    mailing: optionalUuid(),
    shelf_counter: optionalUuid(),
    from_shelf: optionalShelf(),
    token: vine.string().uuid(),
  })
)

export const batchValidator = bareOrNot.compile(
  vine.object({
    batch_number: labelNumber(),
    counter: vine.string().uuid(),
    arrived_on: requiredDay(),
    expected: wholeNumber(0, 20_000),
    actual: wholeNumber(0, 20_000),
    method: vine.enum(METHODS),
    kind: vine.enum(KINDS),
    shelf: optionalShelf(),
    codes_from: vine.enum(['typed', 'new']),
    codes: codes(),
    mismatch_seen: vine.enum(['yes']).nullable().optional(),
    mismatch_reason: optionalReason('mismatch'),
    token: vine.string().uuid(),
  })
)

export const sendValidator = vine.compile(
  vine.object({
    codes: text(2_000_000),
    to: vine.string().uuid(),
    token: vine.string().uuid(),
  })
)

export const receiveValidator = bareOrNot.compile(
  vine.object({
    codes: text(2_000_000),
    shelf: optionalShelf(),
    token: vine.string().uuid(),
  })
)

export const stockTakeValidator = bareOrNot.compile(
  vine.object({ counter: vine.string().uuid(), shelf: optionalShelf() })
)

export const scanValidator = vine.compile(vine.object({ codes: text(2_000_000) }))

export const stockTakeExportValidator = vine.compile(
  vine.object({
    encoding: vine.enum(CSV_ENCODINGS),
    geta: vine.enum(['yes']).nullable().optional(),
  })
)

export const followUpValidator = vine.compile(
  vine.object({
    kind: vine.enum(FOLLOW_UP_KINDS),
    decision: vine.enum(['confirm', 'dismiss']),
    ids: vine.array(vine.string().uuid()).minLength(1).maxLength(500),
    happened_on: optionalPastDay(),
    deadline: optionalDeadline(),
    token: vine.string().uuid(),
  })
)

export const disposalValidator = bareOrNot.compile(
  vine.object({
    codes: optionalText(200_000),
    cases: vine
      .array(vine.string().uuid())
      .parse((value) => value ?? [])
      .maxLength(1_000),
    method: reason('disposal', 60),
    /** Out of the list, for everybody: it stays with the proposal, whose words nothing would end. */
    reason: vine.enum(RECORD_REASONS).parse(nothingWhenEmpty).nullable(),
    planned_on: requiredDay(),
  })
)

export const confirmDisposalValidator = vine.compile(
  vine.object({ counted: wholeNumber(0, 100_000) })
)

/** PG6: a name and a tick for each code. */
export const statusesValidator = vine.compile(
  vine.object({
    names: vine.object(
      Object.fromEntries(CODES.map((code) => [code, optionalText(30)])) as Record<
        ProgressCode,
        ReturnType<typeof optionalText>
      >
    ),
    used: vine.array(vine.enum(CODES)).parse((value) => value ?? []),
  })
)

export const rulesValidator = vine.compile(
  vine.object({
    rules: vine.object(
      Object.fromEntries(
        FROM_STATUSES.map((from) => [
          from,
          vine
            .object(Object.fromEntries(CODES.map((to) => [to, vine.enum(VERDICTS).optional()])))
            .optional(),
        ])
      )
    ),
  })
)

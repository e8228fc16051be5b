import vine from '@vinejs/vine'
import { requiredDay, text, wholeNumber } from '#app/http/main'
import { KINDS, METHODS } from '../progress_codes.js'
import { bareOrNot, labelNumber, optionalReason, optionalShelf } from './bare_inputs.js'
import { choice, facts, nothingWhenEmpty, optionalUuid } from './event_inputs.js'

/** Characters: a hundred thousand codes, scanned one below the other. */
const MOST = 2_000_000

const BULK_SOURCES = ['codes', 'batch', 'mailing', 'shelf'] as const

const codes = () => vine.string().parse(nothingWhenEmpty).maxLength(MOST).nullable()

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
    codes: text(MOST),
    to: vine.string().uuid(),
    token: vine.string().uuid(),
  })
)

export const receiveValidator = bareOrNot.compile(
  vine.object({
    codes: text(MOST),
    shelf: optionalShelf(),
    token: vine.string().uuid(),
  })
)

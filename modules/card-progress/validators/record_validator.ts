import vine from '@vinejs/vine'
import { optionalDay, text, wholeNumber } from '#app/http/main'
import { KINDS, METHODS } from '../progress_codes.js'
import { bareOrNot, optionalNumber, optionalShelf, reason } from './bare_inputs.js'
import { choice, facts } from './event_inputs.js'

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

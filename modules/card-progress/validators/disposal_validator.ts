import vine from '@vinejs/vine'
import { optionalText, requiredDay, wholeNumber } from '#app/http/main'
import { coded, CODED_WORDS } from '../coded_words.js'
import { bareOrNot, reason } from './bare_inputs.js'
import { nothingWhenEmpty } from './event_inputs.js'

const RECORD_REASONS = CODED_WORDS.record.map(coded)

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

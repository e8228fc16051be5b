import vine from '@vinejs/vine'
import { optionalDay, optionalLastDay } from '#app/http/main'
import { CSV_ENCODINGS } from '#app/ui/main'
import { CODES, METHODS } from '../progress_codes.js'
import { SORTS } from '../queries/list_cases.js'
import { optionalLabel } from './bare_inputs.js'

const nothingWhenEmpty = (value: unknown) => (value === '' ? null : (value ?? null))

const conditions = {
  from: optionalDay(),
  until: optionalLastDay('from'),
  /** One check-box arrives as a text, a hidden field as several with commas between. */
  statuses: vine
    .array(vine.enum(CODES))
    .parse((value) =>
      typeof value === 'string' ? value.split(',').filter((code) => code !== '') : (value ?? [])
    ),
  counter: vine.string().parse(nothingWhenEmpty).uuid().nullable(),
  shelf: optionalLabel(30),
  batch: vine.string().parse(nothingWhenEmpty).uuid().nullable(),
  method: vine.enum(METHODS).parse(nothingWhenEmpty).nullable(),
  code: optionalLabel(40),
}

export const caseFilterValidator = vine.compile(
  vine.object({
    ...conditions,
    sort: vine.enum(SORTS).parse(nothingWhenEmpty).nullable(),
    page: vine.number().withoutDecimals().range([1, 1_000_000]).nullable().optional(),
  })
)

export const exportValidator = vine.compile(
  vine.object({
    ...conditions,
    encoding: vine.enum(CSV_ENCODINGS),
    keep_zeros: vine.enum(['yes']).nullable().optional(),
    /** 〓 in place of what CP932 does not have, after its places were shown. */
    geta: vine.enum(['yes']).nullable().optional(),
  })
)

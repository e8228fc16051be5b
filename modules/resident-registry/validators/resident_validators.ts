import vine from '@vinejs/vine'
import {
  optionalDay,
  optionalEmail,
  optionalPhone,
  optionalPostalCode,
  optionalText,
  text,
  wholeNumber,
} from '#app/http/main'
import { forbiddenNumberIn } from '../forbidden_numbers.js'
import { LONGEST_NUMBER, RESIDENT_STATES } from '../resident.js'

/**
 * What is typed here stays where nobody can take it out again, in the log or
 * beside a link code. An office's own numbers can look like a 住民票コード.
 */
const noForbiddenNumber = vine.createRule((value, among: 'words' | 'own numbers', field) => {
  const kind = forbiddenNumberIn(String(value), among === 'words' ? undefined : () => false)
  if (kind) field.report('The {{ field }} field has a number that may not be kept', kind, field)
})

/** What the search form asks. */
export const searchValidator = vine.compile(
  vine.object({
    resident_number: text(LONGEST_NUMBER).use(noForbiddenNumber('own numbers')).nullable(),
    link_code: text(40).use(noForbiddenNumber('own numbers')).nullable(),
    resident_name: optionalText(100),
    match: vine.enum(['prefix', 'partial'] as const).optional(),
    born_on: optionalDay(),
    postal_code: optionalPostalCode(),
    town: optionalText(100),
    phone: optionalPhone(),
    email: optionalEmail(),
    resident_state: vine.enum(RESIDENT_STATES).optional().nullable(),
  })
)

/** What of a resident is not one of the configurable fields. */
export const residentValidator = vine.compile(
  vine.object({
    resident_number: text(LONGEST_NUMBER).regex(/^[^\uFFFD]*[\p{L}\p{N}][^\uFFFD]*$/u),
    version: wholeNumber(0, 2_147_483_647).optional(),
  })
)

/** Which table of towns somebody saw in use; nothing for the shipped one. */
export const townsInUseValidator = vine.compile(
  vine.object({ in_use: vine.string().uuid().optional() })
)

/** Why a resident's standing or link code changes. */
export const reasonValidator = vine.compile(
  vine.object({ reason: text(200).use(noForbiddenNumber('words')) })
)

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
import { LONGEST_NUMBER, RESIDENT_STATES } from '../resident.js'

/** What the search form asks. */
export const searchValidator = vine.compile(
  vine.object({
    resident_number: optionalText(LONGEST_NUMBER),
    link_code: optionalText(40),
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
export const reasonValidator = vine.compile(vine.object({ reason: text(200) }))

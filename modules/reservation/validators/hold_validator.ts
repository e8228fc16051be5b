import vine from '@vinejs/vine'
import { wholeNumber } from '#app/http/main'
import { BOOKING_TOKEN } from '../booking_token.js'

export const holdValidator = vine.compile(
  vine.object({
    /** Code of the procedure type, where residents choose one. */
    type: vine.string().maxLength(12).optional(),
    persons: wholeNumber(1, 10).optional(),
    manner: vine.enum(['parallel', 'consecutive'] as const).optional(),
    slot: vine.string().uuid(),
    token: vine.string().regex(BOOKING_TOKEN),
  })
)

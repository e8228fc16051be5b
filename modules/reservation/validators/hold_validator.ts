import vine from '@vinejs/vine'
import { BOOKING_TOKEN } from '../booking_token.js'

export const holdValidator = vine.compile(
  vine.object({
    /** Code of the procedure type, where residents choose one. */
    type: vine.string().maxLength(12).optional(),
    slot: vine.string().uuid(),
    token: vine.string().regex(BOOKING_TOKEN),
  })
)

import vine from '@vinejs/vine'
import { BOOKING_TOKEN } from '../booking_token.js'

export const walkInValidator = vine.compile(
  vine.object({
    token: vine.string().regex(BOOKING_TOKEN),
    type: vine.string().maxLength(12).nullable().optional(),
  })
)

import vine from '@vinejs/vine'
import { optionalText, wholeNumber } from '#app/http/main'
import { BOOKING_TOKEN } from '../booking_token.js'

export const proxyValidator = vine.compile(
  vine.object({
    token: vine.string().regex(BOOKING_TOKEN),
    type: vine.string().maxLength(12).optional(),
    persons: wholeNumber(1, 10).optional(),
    booker: optionalText(100),
    manner: vine.enum(['parallel', 'consecutive'] as const).optional(),
  })
)

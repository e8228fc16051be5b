import vine from '@vinejs/vine'
import { optionalEmail, wholeNumber } from '#app/http/main'
import { BOOKING_TOKEN } from '../booking_token.js'

export const waitlistValidator = vine.compile(
  vine.object({
    token: vine.string().regex(BOOKING_TOKEN),
    counter: vine.string().maxLength(12),
    date: vine.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    type: vine.string().maxLength(12).optional(),
    persons: wholeNumber(1, 10).optional(),
    manner: vine.enum(['parallel', 'consecutive'] as const).optional(),
    email: optionalEmail(),
  })
)

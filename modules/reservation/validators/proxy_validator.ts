import vine from '@vinejs/vine'
import { BOOKING_TOKEN } from '../booking_token.js'

export const proxyValidator = vine.compile(
  vine.object({
    token: vine.string().regex(BOOKING_TOKEN),
    type: vine.string().maxLength(12).optional(),
    old_card: vine.enum(['no', 'yes'] as const).optional(),
  })
)

import vine from '@vinejs/vine'
import { BOOKING_TOKEN } from '../booking_token.js'

export const proxyValidator = vine.compile(
  vine.object({
    token: vine.string().regex(BOOKING_TOKEN),
    old_card: vine.enum(['no', 'yes'] as const).optional(),
  })
)

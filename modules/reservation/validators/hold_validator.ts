import vine from '@vinejs/vine'
import { BOOKING_TOKEN } from '../booking_token.js'

export const holdValidator = vine.compile(
  vine.object({
    slot: vine.string().uuid(),
    token: vine.string().regex(BOOKING_TOKEN),
  })
)

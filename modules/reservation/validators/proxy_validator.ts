import vine from '@vinejs/vine'
import { optionalText, wholeNumber } from '#app/http/main'
import { WINDOW_REASONS } from '../bookable_window.js'
import { BOOKING_TOKEN } from '../booking_token.js'

const windowReason = () => vine.enum(WINDOW_REASONS).optional()

export const proxyValidator = vine.compile(
  vine.object({
    token: vine.string().regex(BOOKING_TOKEN),
    type: vine.string().maxLength(12).optional(),
    persons: wholeNumber(1, 10).optional(),
    booker: optionalText(100),
    link_code: optionalText(30),
    manner: vine.enum(['parallel', 'consecutive'] as const).optional(),
    /** Set where the form only asks where the card is. */
    look: vine.literal('yes').optional(),
    window_reason: windowReason(),
  })
)

export const proxyChangeValidator = vine.compile(vine.object({ window_reason: windowReason() }))

import vine from '@vinejs/vine'
import { optionalText } from '#app/http/main'

export const handlingValidator = vine.compile(
  vine.object({
    old_card_collected: vine
      .enum(['1'] as const)
      .nullable()
      .optional(),
    handling: optionalText(60),
    handling_note: optionalText(1000),
    /** When the page last knew it to be handled, as it was sent there. */
    seen_at: optionalText(40),
  })
)

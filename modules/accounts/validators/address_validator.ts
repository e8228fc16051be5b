import vine from '@vinejs/vine'
import { toHalfWidth } from '#app/ui/main'

/** The address a link is mailed to. */
export const addressValidator = vine.compile(
  vine.object({
    account_email: vine
      .string()
      .parse((value) => (typeof value === 'string' ? toHalfWidth(value).trim() : value))
      .email()
      .maxLength(254),
  })
)

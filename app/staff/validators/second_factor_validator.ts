import vine from '@vinejs/vine'
import { text } from '#app/http/main'

/** Six digits, or a recovery code in groups. */
const code = text(40)

export const codeValidator = vine.compile(vine.object({ code }))

/** A first code, with the secret the page was made with. */
export const enrolmentValidator = vine.compile(
  vine.object({ code: code.clone(), offer: vine.string().maxLength(1000) })
)

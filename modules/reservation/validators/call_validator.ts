import vine from '@vinejs/vine'
import { text } from '#app/http/main'

/** The desk somebody is called to: a number or a short name. */
export const callValidator = vine.compile(vine.object({ desk: text(10) }))

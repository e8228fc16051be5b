import vine from '@vinejs/vine'
import { text } from '#app/http/main'

/** One, with its form if it has one; also one that shows nothing here. */
const character = () => vine.string().regex(/^[^][\uFE00-\uFE0F\u{E0100}-\u{E01EF}]?$/u)

export const characterValidator = vine.compile(vine.object({ character: character() }))

/** `(株)` for ㈱ is four. */
export const substituteValidator = vine.compile(
  vine.object({ character: character(), substitute: text(8) })
)

export const fontValidator = vine.compile(vine.object({ name: text(104) }))

import vine from '@vinejs/vine'
import { blankIsNothing, optionalDay, optionalLastDay, text, wholeNumber } from '#app/http/main'

export const closureValidator = vine.compile(
  vine.object({
    /** Nothing for all of them; an address says that with an empty one. */
    counter: vine.string().uuid().parse(blankIsNothing).nullable().optional(),
    from: optionalDay(),
    until: optionalLastDay('from'),
    reason: text(200),
  })
)

export const moveTermsValidator = vine.compile(
  vine.object({
    counters: vine.array(vine.string().uuid()).distinct().minLength(1).maxLength(500),
    hours: wholeNumber(1, 336),
  })
)

export const endCounterValidator = vine.compile(
  vine.object({ last_day: optionalDay(), reason: text(200) })
)

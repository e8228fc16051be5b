import vine from '@vinejs/vine'
import { wholeNumber } from '#app/http/main'

/** As many as one run may issue. */
export const MOST_AT_ONCE = 10_000

export const issueValidator = vine.compile(vine.object({ count: wholeNumber(1, MOST_AT_ONCE) }))

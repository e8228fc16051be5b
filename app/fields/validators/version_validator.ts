import vine from '@vinejs/vine'
import { wholeNumber } from '#app/http/main'

/** The version of the fields a page showed. */
const version = () => wholeNumber(0, 2 ** 31 - 2)

export const versionedValidator = vine.compile(vine.object({ version: version() }))

export const moveValidator = vine.compile(
  vine.object({
    version: version(),
    key: vine.string().maxLength(100),
    direction: vine.enum(['up', 'down'] as const),
  })
)

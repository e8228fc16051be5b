import vine from '@vinejs/vine'
import { optionalText } from '#app/http/main'
import { CODES, type ProgressCode } from '../progress_codes.js'

/** PG6: a name and a tick for each code. */
export const statusesValidator = vine.compile(
  vine.object({
    names: vine.object(
      Object.fromEntries(CODES.map((code) => [code, optionalText(30)])) as Record<
        ProgressCode,
        ReturnType<typeof optionalText>
      >
    ),
    used: vine.array(vine.enum(CODES)).parse((value) => value ?? []),
  })
)

import vine from '@vinejs/vine'
import { CODES } from '../progress_codes.js'
import { FROM_STATUSES, VERDICTS } from '../transitions.js'

export const rulesValidator = vine.compile(
  vine.object({
    rules: vine.object(
      Object.fromEntries(
        FROM_STATUSES.map((from) => [
          from,
          vine
            .object(Object.fromEntries(CODES.map((to) => [to, vine.enum(VERDICTS).optional()])))
            .optional(),
        ])
      )
    ),
  })
)

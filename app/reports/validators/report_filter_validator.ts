import vine from '@vinejs/vine'
import { blankIsNothing, optionalDay, optionalLastDay } from '#app/http/main'
import { CSV_ENCODINGS } from '#app/ui/main'

/** What an address can ask; each report reads what its kind of period needs. */
export const reportFilterValidator = vine.compile(
  vine.object({
    from: optionalDay().optional(),
    until: optionalLastDay('from').optional(),
    /** `2026-11` */
    month: vine
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .nullable()
      .optional(),
    counter: vine.string().uuid().parse(blankIsNothing).nullable().optional(),
    page: vine.number().withoutDecimals().range([1, 1_000_000]).nullable().optional(),
  })
)

export const reportFileValidator = vine.compile(
  vine.object({
    encoding: vine.enum(CSV_ENCODINGS),
    /** 〓 in place of what CP932 does not have, after its places were shown. */
    geta: vine.enum(['yes']).nullable().optional(),
  })
)

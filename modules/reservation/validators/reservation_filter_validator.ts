import vine from '@vinejs/vine'
import { blankIsNothing, optionalDay, optionalLastDay } from '#app/http/main'
import { CSV_ENCODINGS } from '#app/ui/main'
import { CONFIRMED } from '../reservation_state.js'

const conditions = {
  from: optionalDay(),
  until: optionalLastDay('from'),
  counter: vine.string().uuid().parse(blankIsNothing).nullable().optional(),
  state: vine.enum(CONFIRMED).parse(blankIsNothing).nullable().optional(),
  came: vine
    .enum(['booked', 'walk_in'] as const)
    .parse(blankIsNothing)
    .nullable()
    .optional(),
}

export const reservationFilterValidator = vine.compile(
  vine.object({
    ...conditions,
    page: vine.number().withoutDecimals().range([1, 1_000_000]).nullable().optional(),
  })
)

export const exportValidator = vine.compile(
  vine.object({
    ...conditions,
    encoding: vine.enum(CSV_ENCODINGS),
    keep_zeros: vine.enum(['yes']).nullable().optional(),
    /** 〓 in place of what CP932 does not have, after its places were shown. */
    geta: vine.enum(['yes']).nullable().optional(),
  })
)

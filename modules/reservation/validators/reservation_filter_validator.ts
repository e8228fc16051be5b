import vine from '@vinejs/vine'
import {
  blankIsNothing,
  optionalDay,
  optionalLastDay,
  optionalText,
  optionalWholeNumber,
} from '#app/http/main'
import { CSV_ENCODINGS } from '#app/ui/main'
import { HOW_IT_CAME } from '../how_it_came.js'
import { LIST_ORDERS } from '../list_order.js'
import { CONFIRMED } from '../reservation_state.js'

const yesNoOrEither = () =>
  vine
    .enum(['yes', 'no'] as const)
    .parse(blankIsNothing)
    .nullable()
    .optional()

/** Conditions an address may have; what names somebody is sealed in `q`. */
const conditions = {
  from: optionalDay(),
  until: optionalLastDay('from'),
  by: vine
    .enum(['visit', 'received'] as const)
    .parse(blankIsNothing)
    .nullable()
    .optional(),
  number: optionalWholeNumber(1, 999_999_999),
  serial: optionalWholeNumber(1, 999_999_999_999),
  counter: vine.string().parse(blankIsNothing).uuid().nullable().optional(),
  procedure: vine.string().parse(blankIsNothing).uuid().nullable().optional(),
  state: vine.enum(CONFIRMED).parse(blankIsNothing).nullable().optional(),
  collected: yesNoOrEither(),
  handling: optionalText(60),
  how: vine.enum(HOW_IT_CAME).parse(blankIsNothing).nullable().optional(),
  q: vine.string().maxLength(4000).nullable().optional(),
  sort: vine.enum(LIST_ORDERS).nullable().optional(),
  dir: vine
    .enum(['down'] as const)
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

import { traceOf } from '#app/exchange/main'
import { toHalfWidth } from '#app/ui/main'
import type { TypedCode } from './typed_codes.js'

/**
 * Labels that cannot say who somebody is. A municipality that holds no
 * resident data takes no others (see the guard in migration 0004): a box for
 * a shelf is a box to write a name in.
 */

/** A-12, B3-0407: up to two letters and four digits, three times. */
const SHELF = /^(?=.{1,8}$)[A-Z]{0,2}\d{0,4}(-[A-Z]{0,2}\d{0,4}){0,2}$/

/** A number of a card, a box or a booking; a telephone number is none. */
const NUMBER = /^(?=.*\d)[A-Z0-9-]{1,20}$/
const TELEPHONE = /^0\d{9,10}$/

const LINK_CODE = /^[A-Z0-9]{12}$/

export const isBareShelf = (label: string) => SHELF.test(label)

export const isBareNumber = (label: string) =>
  NUMBER.test(label) && !TELEPHONE.test(label.replaceAll('-', ''))

/** As it is compared and kept. */
export const tidyLabel = (label: string) => toHalfWidth(label).trim().toUpperCase()

/** How a line is kept that was no number at all; the same line can be known again, and is read by nobody. */
const UNREADABLE = '*'
export const isUnreadable = (typed: string) => typed.startsWith(UNREADABLE)

/** Codes somebody scanned or pasted, without what is neither a link code nor a number. */
export const bareCodes = (codes: TypedCode[]): TypedCode[] =>
  codes.map((code) => {
    const { typed, cardNumber, twice } = code
    const isBare =
      (LINK_CODE.test(typed) || isBareNumber(typed)) && (!cardNumber || isBareNumber(cardNumber))
    return isBare ? code : { typed: UNREADABLE + traceOf(typed), cardNumber: null, twice }
  })

/** What somebody looked for, for the log: a label as it is, and of everything else a trace. */
export const traceUnlessBare = (label: string | null | undefined) =>
  !label || isBareShelf(label) || LINK_CODE.test(label) || isBareNumber(label)
    ? label
    : traceOf(label)

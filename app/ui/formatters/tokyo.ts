import { DateTime } from 'luxon'

/**
 * The one time zone of the product. Offices, residents and reports all live
 * in it, whatever zone the server's clock is set to.
 */
export const TOKYO = 'Asia/Tokyo'

/**
 * SQL after a moment, or a time in Tokyo: the same moment in the other form.
 * For statements over very many rows: an offset is several times as quick as
 * the name of a zone, and since 1952 it has been the same all year.
 */
export const AT_TOKYO = "AT TIME ZONE INTERVAL '9 hours'"

/**
 * What a formatter accepts: a Luxon DateTime, a JavaScript Date, an ISO date
 * (`2026-11-23`) or an ISO date-time. A date-time without an offset is read as
 * Tokyo time.
 */
export type DateInput = DateTime | Date | string

/**
 * Brings any accepted input to a DateTime in Asia/Tokyo.
 *
 * An ISO date without a time stays that calendar day.
 *
 * @throws RangeError when the input is no date, with the input in its message
 */
export function inTokyo(input: DateInput): DateTime<true> {
  const dateTime =
    input instanceof DateTime
      ? input.setZone(TOKYO)
      : input instanceof Date
        ? DateTime.fromJSDate(input, { zone: TOKYO })
        : DateTime.fromISO(input, { zone: TOKYO })

  if (!dateTime.isValid) {
    throw new RangeError(`Not a date: ${String(input)}`)
  }
  return dateTime
}

/**
 * Today's calendar day in Tokyo as an ISO date.
 */
export function today(): string {
  return DateTime.now().setZone(TOKYO).toISODate()!
}

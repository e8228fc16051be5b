import { NOT_LIVE } from '../progress_codes.js'

/** SQL: that nothing is on its way to the person any more with a card, by its name in the statement. */
export const isPast = (card: string) =>
  `${card}.status IN (${NOT_LIVE.map((status) => `'${status}'`).join(', ')})`

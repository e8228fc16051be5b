import type { OverflowPlace } from './overflow.js'

/** Why an address is not printed. `characters` cannot be printed truly by any font there is. */
export type HeldBack =
  | { because: 'no_address' }
  | { because: 'too_long'; places: OverflowPlace[] }
  | { because: 'no_link_code' }
  | { because: 'not_in_use' }
  | { because: 'not_issued' }
  | { because: 'issued_since' }
  | { because: 'characters'; characters: string[] }

export const isHeldBack = <Made extends object>(made: Made | HeldBack): made is HeldBack =>
  'because' in made

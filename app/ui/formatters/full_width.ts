/**
 * 全角 → 半角 for what is read as a number or a code: digits, Latin letters,
 * spaces, and the many signs that Japanese keyboards and other systems put
 * where a hyphen is meant.
 *
 * Never to be used on names or addresses as they are kept: there 「ー」 is a
 * long vowel and full-width letters are how the person is registered.
 */

/** ‐ ‑ ‒ – — ― − － ー ｰ ─ ━ and the ASCII hyphen itself. */
const HYPHENS = /[\u2010-\u2015\u2212\uFF0D\u30FC\uFF70\u2500\u2501]/g

/** Ideographic, non-breaking and thin spaces, and tabs. */
const SPACES = /[\u3000\u00A0\u2000-\u200A\u202F\u205F\t]/g

/**
 * @example
 * toHalfWidth('２６１－００２３') // '261-0023'
 * toHalfWidth('ＡＢｃ　１２') // 'ABc 12'
 */
export function toHalfWidth(input: string): string {
  return input
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (character) =>
      String.fromCharCode(character.charCodeAt(0) - 0xfee0)
    )
    .replace(HYPHENS, '-')
    .replace(SPACES, ' ')
}

/**
 * Only the digits of what was typed, 全角 or 半角, with whatever stood between.
 *
 * @example
 * digitsOf('０４３（２９６）１１１１') // '0432961111'
 */
export function digitsOf(input: string): string {
  return toHalfWidth(input).replace(/\D/g, '')
}

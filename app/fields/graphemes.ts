const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/**
 * Code units one character may have: an ideograph with a variation selector
 * has four, a family of emoji eleven. More is a pile of accents.
 */
const LONGEST = 16

/** Whether a text has more characters than that, counted as people count them: 𠮷 and 邉󠄁 are one each. */
export function isLongerThan(text: string, max: number): boolean {
  if (text.length <= max) return false
  if (text.length > max * LONGEST) return true
  let count = 0
  for (const _ of segmenter.segment(text)) {
    if (++count > max) return true
  }
  return false
}

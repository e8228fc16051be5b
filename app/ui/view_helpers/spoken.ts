/**
 * What a screen reader says for a short link such as 「残5」: the whole sentence.
 *
 * The words that are seen must be part of the words that are heard, or someone
 * who speaks to the computer cannot name the link (WCAG 2.5.3). Where the
 * sentence does not contain them they are added.
 */
export function spoken(sentence: string | undefined, visible: string): string {
  if (!sentence) {
    return visible
  }
  return sentence.includes(visible) ? sentence : `${sentence} ${visible}`
}

import iconv from 'iconv-lite'

/** Written in its place where a character has to be left out. Never 「?」, which looks like somebody's doubt. */
const GETA = '〓'

/** What Windows-31J has under another code point than JIS: the same sign. */
const SAME_SIGN: Record<string, string> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
  '¦': '￤',
}
const OTHER_CODE_POINTS = new RegExp(`[${Object.keys(SAME_SIGN).join('')}]`, 'g')

/** か and a combining ゛ are the が that CP932 has. */
const COMBINING = /^[\u3041-\u30FF][\u3099\u309A]$/

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/**
 * What was asked before, by code unit: each cell of a file of hundreds of
 * thousands of lines is asked about.
 */
const known: (boolean | undefined)[] = []

/** The encoder cannot say what it does not have: what comes back the same, it has. */
function hasUnit(sign: string): boolean {
  return iconv.decode(iconv.encode(sign, 'cp932'), 'cp932') === sign
}

function isInCp932(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (!(known[text.charCodeAt(i)] ??= hasUnit(text[i]))) return false
  }
  return true
}

/**
 * A text as CP932 can have it.
 *
 * @returns with the characters it does not have (𠮷, 㐂, a variant of 邉), each of them a 〓 in the text
 */
export function forCp932(text: string): { text: string; missing: string[] } {
  /** Most texts are as they have to be. */
  if (isInCp932(text)) return { text, missing: [] }
  const mapped = text.replace(OTHER_CODE_POINTS, (sign) => SAME_SIGN[sign])
  if (isInCp932(mapped)) return { text: mapped, missing: [] }

  const missing: string[] = []
  const written = Array.from(segmenter.segment(mapped), ({ segment }) => {
    if (isInCp932(segment)) return segment
    const composed = segment.normalize('NFC')
    if (COMBINING.test(segment) && isInCp932(composed)) return composed
    missing.push(segment)
    return GETA
  })
  return { text: written.join(''), missing }
}

export const encodeCp932 = (text: string) => iconv.encode(text, 'cp932')

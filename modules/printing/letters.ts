import { letterOf, type Letter } from './letter.js'
import { letterLayoutsOf } from './letter_layouts.js'
import type { LetterPrint } from './letter_print.js'
import type { PrintKind } from './print_kind.js'
import { typesetLetters } from './typeset_letters.js'

/** As many as are typeset at once: a letter is a page or more. */
const AT_ONCE = 100

/** 通知書・案内文, a page or more for each. */
export const letters: PrintKind<LetterPrint, Letter> = {
  paper: ({ wording }) => wording.name,
  notice: ({ wording: { purpose } }) => (purpose === 'other' ? null : purpose),
  make: letterOf,
  partOf: (_, number) => [number * AT_ONCE, (number + 1) * AT_ONCE],
  async typeset(pieces, print, _part, lettering) {
    const layouts = await letterLayoutsOf(lettering.municipality!)
    const layout = layouts.find(({ id }) => id === print.layout.id)
    if (!layout) throw new Error(`No module that is switched on has the layout ${print.layout.id}`)
    return typesetLetters(pieces, print, layout, lettering)
  },
}

import { documents } from '#app/documents/main'
import { today } from '#app/ui/main'
import type { Letter } from './letter.js'
import type { LetterLayout } from './letter_layout.js'
import type { LetterPrint } from './letter_print.js'
import type { Lettering } from './lettering.js'
import { overflowsIn } from './overflow.js'
import type { TypesetPart } from './print_kind.js'

const file = (name: string) => new URL(`./documents/${name}`, import.meta.url)
const imports = { 'address.typ': file('address.typ'), 'letter.typ': file('letter.typ') }

/** Letters as a PDF. What is on them was checked before: a character that cannot be printed ends the print. */
export async function typesetLetters(
  letters: Letter[],
  print: LetterPrint,
  layout: LetterLayout,
  { municipality }: Lettering
): Promise<TypesetPart> {
  const { pdf, pages, notes, missing } = await documents.typesetInBulk(
    orderOf(letters, print, layout, { frame: false, municipality })
  )
  if (missing.length > 0) throw new Error('A letter holds characters no font has')
  return { pdf, pages, tooLong: overflowsIn(notes) }
}

export type ToLookAt = [
  letters: Letter[],
  print: LetterPrint,
  layout: LetterLayout,
  lettering: Lettering,
]

/** The same to look at: as a picture, or on plain paper to be held against an envelope; places are framed. */
export const drawLetters = (...[letters, print, layout, { municipality }]: ToLookAt) =>
  documents.draw(orderOf(letters, print, layout, { frame: true, municipality }))

export const typesetTestLetters = (...[letters, print, layout, { municipality }]: ToLookAt) =>
  documents.typeset(orderOf(letters, print, layout, { frame: true, municipality }))

const orderOf = (
  letters: Letter[],
  print: LetterPrint,
  layout: LetterLayout,
  { frame, municipality }: { frame: boolean; municipality?: { slug: string } }
) => ({
  template: layout.template,
  imports,
  data: {
    ...{ title: print.wording.name, date: today(), letters, frame },
    ...{ layout: print.layout, offset: print.offset, shift: print.wording.shift },
    points: print.points,
  },
  standard: 'a-2b' as const,
  municipality,
})

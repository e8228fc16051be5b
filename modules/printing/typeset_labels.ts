import { documents } from '#app/documents/main'
import { today } from '#app/ui/main'
import type { Label } from './label.js'
import type { LabelLayout } from './label_layout.js'
import type { Lettering } from './lettering.js'
import { overflowsIn } from './overflow.js'
import type { TypesetPart } from './print_kind.js'

const template = new URL('./documents/labels.typ', import.meta.url)
const imports = { 'address.typ': new URL('./documents/address.typ', import.meta.url) }

/**
 * Labels as a PDF. What is on them was checked before: a character that cannot
 * be printed ends the print.
 *
 * @param start the label of the first sheet to begin with
 */
export async function typesetLabels(
  labels: Label[],
  layout: LabelLayout,
  start: number,
  { municipality }: Lettering
): Promise<TypesetPart> {
  const { pdf, pages, notes, missing } = await documents.typesetInBulk({
    template,
    imports,
    data: dataOf(layout, { labels, start, frame: false }),
    standard: 'a-2b',
    municipality,
  })
  if (missing.length > 0) throw new Error('A label holds characters no font has')
  return { pdf, pages, tooLong: overflowsIn(notes) }
}

/** A sheet of frames and numbers, to hold against one of labels. */
export const typesetFrames = (layout: Pick<LabelLayout, 'sheet' | 'offset'>) =>
  documents.typeset({
    template,
    imports,
    data: dataOf({ ...layout, points: null }, { labels: [], start: 1, frame: true }),
    standard: 'a-2b',
  })

const dataOf = (
  { sheet, offset, points }: Pick<LabelLayout, 'sheet' | 'offset' | 'points'>,
  what: { labels: Label[]; start: number; frame: boolean }
) => ({ title: sheet.name, date: today(), sheet, offset, points, ...what })

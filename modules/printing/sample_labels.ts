import { largestPointsWithin } from './barcode/barcode_size.js'
import { labelOf, type Label } from './label.js'
import { partOf, type LabelLayout } from './label_layout.js'
import { sampleLettering } from './lettering.js'
import type { Sample } from './print_sample.js'
import type { Sheet } from './sheet.js'
import { typesetLabels } from './typeset_labels.js'

/** Labels as most are printed. */
export async function sampleLabels(sheet: Sheet): Promise<Sample<Label>> {
  const lettering = await sampleLettering()
  const layout: LabelLayout = {
    ...{ sheet, printer: null, offset: { x: 0, y: 0 }, start: 1, order: 'number' },
    ...{ honorific: '様', mark: 'no_forwarding', points: largestPointsWithin(sheet.width) ?? null },
  }
  return {
    make: (address) => labelOf(address, layout, lettering),
    partOf: (number) => partOf(layout, number),
    typeset: (labels) => typesetLabels(labels, layout, 1, lettering),
  }
}

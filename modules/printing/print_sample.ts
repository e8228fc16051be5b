import { largestPointsWithin } from './barcode/barcode_size.js'
import { isHeldBack } from './held_back.js'
import { labelOf, type Label } from './label.js'
import { partOf, type LabelLayout } from './label_layout.js'
import { sampleLettering } from './lettering.js'
import { sampleAddresses } from './sample_addresses.js'
import type { Sheet } from './sheet.js'
import { typesetLabels } from './typeset_labels.js'

/** Labels of nobody, part by part as they are made. */
export async function* printSample(count: number, sheet: Sheet) {
  const layout: LabelLayout = {
    ...{ sheet, printer: null, offset: { x: 0, y: 0 }, start: 1, order: 'number' },
    ...{ honorific: '様', mark: 'no_forwarding', points: largestPointsWithin(sheet.width) ?? null },
  }
  const lettering = await sampleLettering()
  const labels = sampleAddresses(count)
    .map((address) => labelOf(address, layout, lettering))
    .filter((made): made is Label => !isHeldBack(made))
  for (let number = 0; ; number++) {
    const part = labels.slice(...partOf(layout, number))
    if (part.length === 0) return
    const { pdf, pages } = await typesetLabels(part, layout, 1, lettering)
    yield { number, labels: part.length, pages, pdf }
  }
}

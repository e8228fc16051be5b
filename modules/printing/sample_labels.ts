import { largestPointsWithin } from './barcode/barcode_size.js'
import { isHeldBack } from './held_back.js'
import { labelOf, type Label } from './label.js'
import { partOf, type LabelLayout } from './label_layout.js'
import { sampleLettering } from './lettering.js'
import type { Sample } from './print_sample.js'
import { sampleAddresses } from './sample_addresses.js'
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

/** Whether anybody’s address goes on a label of a sheet, printed as most are. */
export async function holdsAddresses(sheet: Sheet): Promise<boolean> {
  const { make, typeset } = await sampleLabels(sheet)
  const labels = sampleAddresses(10)
    .map(make)
    .filter((made): made is Label => !isHeldBack(made))
  return (await typeset(labels)).tooLong.size < labels.length
}

import { test } from '@japa/runner'
import fc from 'fast-check'
import { rasterise, readExactTexts, type PartOfPage, type Raster } from '#tests/support/read_pdf'
import { barcodeSize, largestPointsWithin, QUIET_ZONE } from '../barcode/barcode_size.js'
import { customerBarcode } from '../barcode/customer_barcode.js'
import { isHeldBack } from '../held_back.js'
import { labelOf, type Label } from '../label.js'
import type { LabelLayout } from '../label_layout.js'
import { sampleLettering, type Lettering } from '../lettering.js'
import { sampleAddresses } from '../sample_addresses.js'
import { COMMON_SHEETS, labelsPerSheet, type Sheet } from '../sheet.js'
import { typesetFrames, typesetLabels } from '../typeset_labels.js'
import { readBitmap, type Bitmap } from './read_bars.js'

const DOTS_PER_INCH = 600

const layoutOn = (sheet: Sheet): LabelLayout => ({
  ...{ sheet, printer: null, offset: { x: 0, y: 0 }, start: 1, order: 'number' },
  ...{ honorific: '様', mark: 'no_forwarding', points: largestPointsWithin(sheet.width) ?? null },
})

/** Where black begins and ends along a line through a page, as the middles in millimetres. */
function crossings({ dotsPerMillimetre }: Raster, length: number, black: (at: number) => boolean) {
  const middles: number[] = []
  for (let from = 0; from < length; from++) {
    if (!black(from)) continue
    let to = from
    while (to + 1 < length && black(to + 1)) to += 1
    middles.push((from + to + 1) / 2 / dotsPerMillimetre)
    from = to
  }
  return middles
}

/** Lines at the very edge of the paper are half off it. */
const onPaper = (places: number[], length: number) =>
  places.filter((place) => place > 0.3 && place < length - 0.3)

test.group('printing/labels as a printer draws them [R2] [R75]', (group) => {
  let lettering: Lettering
  group.setup(async () => {
    lettering = await sampleLettering()
  })

  test('the frames of {id} lie within half a millimetre of the sheet')
    .with(COMMON_SHEETS)
    .run(async ({ assert }, sheet) => {
      const offset = { x: 0.8, y: -0.3 }
      const { pdf } = await typesetFrames({ sheet, offset })
      const pages: Raster[] = []
      for await (const page of rasterise(pdf, DOTS_PER_INCH)) pages.push(page)
      const [page] = pages
      assert.lengthOf(pages, 1)
      const dots = (millimetres: number) => Math.round(millimetres * page.dotsPerMillimetre)
      /** Beside the number in the middle of each label. */
      const y = dots(sheet.top + offset.y + sheet.height * 0.15)
      const x = dots(sheet.left + offset.x + sheet.width * 0.08)
      const found = {
        across: crossings(page, page.width, (at) => page.black(at, y)),
        down: crossings(page, page.height, (at) => page.black(x, at)),
      }
      const edges = (from: number, size: number, count: number) =>
        Array.from({ length: count + 1 }, (_, i) => from + i * size)
      const expected = {
        across: onPaper(edges(sheet.left + offset.x, sheet.width, sheet.columns), 210),
        down: onPaper(edges(sheet.top + offset.y, sheet.height, sheet.rows), 297),
      }
      for (const way of ['across', 'down'] as const) {
        const lines = onPaper(found[way], way === 'across' ? 210 : 297)
        assert.lengthOf(lines, expected[way].length, way)
        lines.forEach((line, i) => assert.approximately(line, expected[way][i], 0.5))
      }
    })

  test('the text of 1,000 labels is the data, byte for byte', async ({ assert }) => {
    const layout = layoutOn(COMMON_SHEETS[0])
    const forms = [
      '葛\u{E0100}城',
      '辻\u{E0100}',
      '邉\u{E0100}',
      '渡邉',
      '𠮷野',
      '髙﨑',
      '神\uFA19',
    ]
    const labels = sampleAddresses(1_000).map((address, i) =>
      labelOf({ ...address, name: `${forms[i % forms.length]}${i}\u3000花子` }, layout, lettering)
    )
    assert.isFalse(labels.some(isHeldBack))
    const written = (labels as Label[]).flatMap(({ postal, mark, lines, name }) => [
      `〒${postal}`,
      ...[mark, ...lines, name],
    ])
    const { pdf } = await typesetLabels(labels as Label[], layout, 1, lettering)
    const read = (await readExactTexts(pdf)).map(({ text }) => text).join('')
    assert.equal(read, written.join(''))
    assert.include(read, '葛\u{E0100}城0')
  }).timeout(60_000)

  test('barcodes are read from the picture of {id}, and nothing enters the zone around them')
    .with(COMMON_SHEETS.filter(({ width }) => largestPointsWithin(width)))
    .run(async ({ assert }, sheet) => {
      const layout = layoutOn(sheet)
      const labels = sampleAddresses(labelsPerSheet(sheet) * 2 + 5)
        .map((address) => labelOf(address, layout, lettering) as Label)
        .filter(({ bars }) => bars !== null)
        .slice(0, labelsPerSheet(sheet) * 2)
      const { pdf } = await typesetLabels(labels, layout, 1, lettering)
      assert.deepEqual(
        await barsDrawn(pdf, layout),
        labels.map(({ bars }) => bars)
      )
    })
    .timeout(60_000)

  test('more than 1,000 barcodes of random addresses are read bar by bar from their pictures', async ({
    assert,
  }) => {
    const layout = layoutOn(COMMON_SHEETS[0])
    const random = fc.sample(
      fc.record({
        code: fc.nat(9_999_999).filter((code) => code % 100 !== 0),
        block: fc.array(
          fc.oneof(
            fc.nat(999).map(String),
            fc.constantFrom('丁目', '番', '号', '-', 'A棟', 'B', 'コーポ', 'ABC', '十一番地', '2F')
          ),
          { minLength: 1, maxLength: 8 }
        ),
      }),
      { numRuns: 84 * labelsPerSheet(layout.sheet), seed: 7 }
    )
    const addresses = sampleAddresses(random.length).map((address, i) => ({
      ...address,
      postalCode: String(random[i].code).padStart(7, '0'),
      afterTown: random[i].block.join(''),
    }))
    const labels = addresses.map((address) => labelOf(address, layout, lettering) as Label)
    const { pdf } = await typesetLabels(labels, layout, 1, lettering)
    assert.deepEqual(
      await barsDrawn(pdf, layout),
      addresses.map(({ postalCode, afterTown }) => customerBarcode(postalCode, afterTown)!.bars)
    )
  }).timeout(180_000)
})

/** Millimetres around a barcode that are looked at. */
const ZONE = QUIET_ZONE - 0.1

/** What the barcode of each label says as it is drawn, on sheets that are full; nothing where something is in the zone around it. */
async function barsDrawn(pdf: Buffer, layout: LabelLayout) {
  const places = Array.from({ length: labelsPerSheet(layout.sheet) }, (_, i) => placeOf(layout, i))
  const read: (string | null)[] = []
  for await (const picture of rasterise(pdf, DOTS_PER_INCH, places)) {
    const barcode = barcodeIn(picture)
    read.push(barcode && readBitmap(barcode).bars)
  }
  return read
}

/** Where the barcode of a label stands, with the zone around it. */
function placeOf({ points, sheet }: LabelLayout, i: number): PartOfPage {
  const { width, long } = barcodeSize(points!)
  const left =
    sheet.left + (i % sheet.columns) * sheet.width + Math.min(4, (sheet.width - width) / 2)
  const foot = sheet.height < 38 ? 2.2 : 3.2
  const bottom = sheet.top + (Math.floor(i / sheet.columns) + 1) * sheet.height - foot
  return {
    ...{ left: left - ZONE, top: bottom - long - ZONE },
    ...{ width: width + 2 * ZONE, height: long + 2 * ZONE },
  }
}

/** The barcode in a picture of its place, without the zone around it; nothing when that is not white. */
function barcodeIn({ left, top, width, height, dotsPerMillimetre, black }: Raster): Bitmap | null {
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => black(x, y))
  )
  const filled = rows.flatMap((dots, y) => (dots.includes(true) ? [y] : []))
  const first = Math.min(...rows.map((dots) => dots.indexOf(true)).filter((x) => x >= 0))
  const last = Math.max(...rows.map((dots) => dots.lastIndexOf(true)))
  const slack = 3
  const zone = Math.round(ZONE * dotsPerMillimetre) - slack
  const clear =
    first >= zone && last < width - zone && filled[0] >= zone && filled.at(-1)! < height - zone
  if (!clear) return null
  return {
    left: (left + first) / dotsPerMillimetre,
    top: (top + filled[0]) / dotsPerMillimetre,
    rows: rows.slice(filled[0], filled.at(-1)! + 1).map((dots) => dots.slice(first, last + 1)),
  }
}

import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  partOfRaster,
  rasterise,
  readExactTexts,
  readTexts,
  type PartOfPage,
  type Raster,
} from '#tests/support/read_pdf'
import { barcodeSize, largestPointsWithin, QUIET_ZONE } from '../barcode/barcode_size.js'
import { customerBarcode } from '../barcode/customer_barcode.js'
import { isHeldBack } from '../held_back.js'
import { labelOf, type Label } from '../label.js'
import type { LabelLayout } from '../label_layout.js'
import { sampleLettering, type Lettering } from '../lettering.js'
import { sampleAddresses } from '../sample_addresses.js'
import { A4, COMMON_SHEETS, labelsPerSheet, type Sheet } from '../sheet.js'
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
      const { pdf, pages } = await typesetFrames({ sheet, offset })
      assert.equal(pages, 1)
      /** Beside the number in the middle of each label. */
      const strips = rasterise(pdf, DOTS_PER_INCH, [
        { left: 0, top: sheet.top + offset.y + sheet.height * 0.15, width: 210, height: 0.1 },
        { left: sheet.left + offset.x + sheet.width * 0.08, top: 0, width: 0.1, height: 297 },
      ])
      const [across, down] = await Array.fromAsync(strips)
      const found = {
        across: crossings(across, across.width, (at) => across.black(at, 0)),
        down: crossings(down, down.height, (at) => down.black(0, at)),
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

  test(
    'on a part-used sheet of {id} each label lies in its place, moved with the printer, and no ink beside them'
  )
    .with(COMMON_SHEETS)
    .run(async ({ assert }, sheet) => {
      const layout = { ...layoutOn(sheet), offset: { x: 0.8, y: -0.3 }, start: 5 }
      const perSheet = labelsPerSheet(sheet)
      const labels = sampleAddresses(perSheet).map(
        (address) => labelOf(address, layout, lettering) as Label
      )
      const { pdf, pages, tooLong } = await typesetLabels(labels, layout, layout.start, lettering)
      assert.deepEqual([pages, tooLong.size], [2, 0])
      const used = layout.start - 1
      const edge = { left: sheet.left + layout.offset.x, top: sheet.top + layout.offset.y }
      const codes = (await readTexts(pdf)).filter(({ text }) => text.startsWith('〒'))
      assert.lengthOf(codes, perSheet)
      codes.forEach(({ page, left, baseline }, i) => {
        const place = (used + i) % perSheet
        const row = Math.floor(place / sheet.columns)
        assert.equal(page, Math.floor((used + i) / perSheet))
        assert.approximately(left, edge.left + (place % sheet.columns) * sheet.width + 4, 0.5)
        assert.approximately(baseline, edge.top + row * sheet.height + firstBaseline(sheet), 0.5)
      })
      const free = [1, 2].map((page) => (page === 1 ? [used, perSheet] : [0, used]))
      for await (const page of rasterise(pdf, 100)) {
        const [from, until] = free.shift()!
        const inked = new Set<number>()
        for (const { x, y } of inkOf(page)) {
          const [across, down] = [(x - edge.left) / sheet.width, (y - edge.top) / sheet.height]
          const place = Math.floor(down) * sheet.columns + Math.floor(across)
          const inset = Math.min(
            (across - Math.floor(across)) * sheet.width,
            (Math.ceil(across) - across) * sheet.width,
            (down - Math.floor(down)) * sheet.height,
            (Math.ceil(down) - down) * sheet.height
          )
          assert.isAbove(inset, CLEAR, `ink at ${x}, ${y}`)
          inked.add(place)
        }
        assert.sameMembers(
          [...inked],
          Array.from({ length: until - from }, (_, i) => from + i)
        )
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

/** Nothing is printed nearer to the edge of a label, in millimetres: on low ones the frame of 転送不要 is the nearest. */
const CLEAR = 1.3

/** Where the first line of a label stands, from its top: room, and the height of capitals. */
const firstBaseline = ({ height }: Sheet) =>
  height < 38 ? 2.5 + 0.765 * 8.5 * (25.4 / 72) : 3.6 + 0.765 * 9.5 * (25.4 / 72)

/** Every black dot of a page, in millimetres. */
function* inkOf({ width, height, dotsPerMillimetre, black }: Raster) {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (black(x, y)) yield { x: (x + 0.5) / dotsPerMillimetre, y: (y + 0.5) / dotsPerMillimetre }
    }
  }
}

/** Millimetres around a barcode that are looked at. */
const ZONE = QUIET_ZONE - 0.1

/** What the barcode of each label says as it is drawn, on sheets that are full; nothing where something is in the zone around it. */
async function barsDrawn(pdf: Buffer, layout: LabelLayout) {
  const places = Array.from({ length: labelsPerSheet(layout.sheet) }, (_, i) => placeOf(layout, i))
  /** A row of barcodes is drawn at once: all of a page is gone through for each picture. */
  const rows = [...Map.groupBy(places, ({ top }) => top).values()]
  const strips = rows.map((row) => ({ ...row[0], left: 0, width: A4.width }))
  const read: (string | null)[] = []
  let next = 0
  for await (const strip of rasterise(pdf, DOTS_PER_INCH, strips)) {
    for (const place of rows[next++ % rows.length]) {
      const barcode = barcodeIn(partOfRaster(strip, place))
      read.push(barcode && readBitmap(barcode).bars)
    }
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
  const rows = Array.from({ length: height }, (_, y) => {
    /** Written dot by dot: there are hundreds of millions. */
    const dots = Array<boolean>(width)
    for (let x = 0; x < width; x++) dots[x] = black(x, y)
    return dots
  })
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

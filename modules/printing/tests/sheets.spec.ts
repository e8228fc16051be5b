import { test } from '@japa/runner'
import fc from 'fast-check'
import type { PostalAddress } from '#modules/resident-registry/api'
import { readTexts, type ReadText } from '#tests/support/read_pdf'
import { addressLines, widthOf } from '../address_lines.js'
import {
  barcodeSize,
  largestPointsWithin,
  QUIET_ZONE,
  USUAL_POINTS,
} from '../barcode/barcode_size.js'
import { isHeldBack } from '../held_back.js'
import { labelOf, type Label } from '../label.js'
import { partOf, type LabelLayout } from '../label_layout.js'
import { sampleLettering, type Lettering } from '../lettering.js'
import { MARKS } from '../print_layout.js'
import { sampleAddresses } from '../sample_addresses.js'
import { COMMON_SHEETS, fitsOnPaper, labelsPerSheet } from '../sheet.js'
import { typesetLabels } from '../typeset_labels.js'
import { readBarcodes } from './read_bars.js'

const layoutOn = (id: string, changes: Partial<LabelLayout> = {}): LabelLayout => {
  const sheet = COMMON_SHEETS.find((one) => one.id === id)!
  return {
    ...{ sheet, printer: null, offset: { x: 0, y: 0 }, start: 1, order: 'number' },
    ...{ honorific: '様', mark: 'no_forwarding', points: largestPointsWithin(sheet.width) ?? null },
    ...changes,
  }
}

let lettering: Lettering

const labelsFor = (addresses: PostalAddress[], layout: LabelLayout) =>
  addresses.map((address) => labelOf(address, layout, lettering)) as Label[]

test.group('printing/label sheets [R2] [R75]', (group) => {
  group.setup(async () => {
    lettering = await sampleLettering()
  })

  test('measures what the manual asks for at {$self} points')
    .with(USUAL_POINTS)
    .run(async ({ assert }, points) => {
      const sheet = { ...layoutOn('a4-10').sheet, width: 100, columns: 1 }
      const layout = layoutOn('a4-10', { sheet, points })
      const { pdf } = await typesetLabels(
        labelsFor(sampleAddresses(5), layout),
        layout,
        1,
        lettering
      )
      const read = readBarcodes(pdf)
      assert.lengthOf(read, 5)
      const between = (value: number, least: number, most: number) =>
        /** Half a dot is as exactly as a raster can be measured. */
        assert.isTrue(
          value >= (least * points) / 10 - 0.022 && value <= (most * points) / 10 + 0.022,
          `${value} at ${points} points`
        )
      for (const { long, timing, pitch, bar, width } of read) {
        between(long, 3.4, 3.6)
        between(timing, 1.05, 1.35)
        between(pitch, 0.95, 1.3)
        between(bar, 0.5, 0.7)
        assert.approximately(width, barcodeSize(points).width, 0.05)
      }
    })

  test('lies where the sheet {id} says, and moves with the printer')
    .with(COMMON_SHEETS)
    .run(async ({ assert }, sheet) => {
      assert.isTrue(fitsOnPaper(sheet))
      const points = largestPointsWithin(sheet.width)
      if (!points) return assert.isBelow(sheet.width, barcodeSize(8).width + 2 * QUIET_ZONE)
      const offset = { x: 1.5, y: -0.7 }
      const layout = layoutOn(sheet.id, { offset, start: 3 })
      const count = labelsPerSheet(sheet)
      const { pdf, pages } = await typesetLabels(
        labelsFor(sampleAddresses(count), layout),
        layout,
        layout.start,
        lettering
      )
      assert.equal(pages, 2)
      const size = barcodeSize(points)
      const side = Math.min(4, (sheet.width - size.width) / 2)
      assert.isAtLeast(side, QUIET_ZONE)
      const foot = sheet.height < 38 ? 2.2 : 3.2
      assert.isAtLeast(foot, QUIET_ZONE)
      readBarcodes(pdf).forEach((read, i) => {
        const place = (i + 2) % count
        const left = sheet.left + offset.x + (place % sheet.columns) * sheet.width + side
        const row = Math.floor(place / sheet.columns)
        const bottom = sheet.top + offset.y + (row + 1) * sheet.height - foot
        assert.equal(read.page, Math.floor((i + 2) / count))
        assert.approximately(read.left, left, 0.1)
        assert.approximately(read.top + size.long, bottom, 0.1)
      })
    })

  test('parts are whole sheets, whatever the first begins with', ({ assert }) => {
    for (const { id } of COMMON_SHEETS) {
      for (const start of [1, 5]) {
        const layout = layoutOn(id, { start })
        const per = labelsPerSheet(layout.sheet)
        const ends = [0, 1, 2].map((number) => partOf(layout, number))
        assert.equal(ends[0][0], 0)
        assert.deepEqual([ends[1][0], ends[2][0]], [ends[0][1], ends[1][1]])
        for (const [, to] of ends) assert.equal((to + start - 1) % per, 0)
      }
    }
  })
})

test.group('printing/addresses on a label', (group) => {
  group.setup(async () => {
    lettering = await sampleLettering()
  })

  const layout = layoutOn('a4-12')
  const [sample] = sampleAddresses(1)
  const heldBack = (changes: Partial<PostalAddress>) => {
    const made = labelOf({ ...sample, ...changes }, layout, lettering)
    return isHeldBack(made) ? made : null
  }

  test('no character is lost or changed on the way to three lines', ({ assert }) => {
    const parts = fc.array(
      fc
        .array(fc.constantFrom('青', '葛\u{E0100}', '𠮷', '1', '23', 'A', '番', 'ー', ' '), {
          minLength: 1,
          maxLength: 60,
        })
        .map((units) => units.join('').trim())
        .filter(Boolean),
      { minLength: 1, maxLength: 2 }
    )
    fc.assert(
      fc.property(parts, (address) => {
        const lines = addressLines(address, 22)
        if (!lines)
          return assert.isAbove(
            address.reduce((sum, one) => sum + widthOf(one), 0),
            40
          )
        assert.isAtMost(lines.length, 3)
        const plain = (texts: string[]) => texts.join('').replaceAll(' ', '')
        assert.equal(plain(lines), plain(address))
        for (const line of lines) assert.notMatch(line, /^[\u{E0100}-\u{E01EF}]/u)
      }),
      { numRuns: 500 }
    )
  })

  test('what cannot be printed truly is held back, with the characters', ({ assert }) => {
    assert.deepEqual(heldBack({ name: '外字\u{E000}　太郎' }), {
      because: 'characters',
      characters: ['\u{E000}'],
    })
    assert.deepEqual(heldBack({ parts: ['青葉野市葛\u{E0104}町1番'] }), {
      because: 'characters',
      characters: ['葛\u{E0104}'],
    })
    assert.deepEqual(heldBack({ parts: [] }), { because: 'no_address' })
    assert.deepEqual(heldBack({ parts: ['長'.repeat(200)] }), {
      because: 'too_long',
      places: ['address'],
    })
    assert.isNull(heldBack({ name: '葛\u{E0100}城　髙﨑𠮷' }))
  })

  test('a name too long for its line is told, not clipped', async ({ assert }) => {
    const long = { ...sample, id: 'long', name: '寿限無'.repeat(12) }
    const { tooLong } = await typesetLabels(labelsFor([sample, long], layout), layout, 1, lettering)
    assert.deepEqual([...tooLong], [['long', ['address']]])
  })

  test('on small labels of any size, whoever is not told has nothing over something else', async ({
    assert,
  }) => {
    const small = fc.record({
      width: fc.integer({ min: 30, max: 90 }),
      height: fc.integer({ min: 25, max: 40 }),
      mark: fc.constantFrom(...MARKS),
      barcode: fc.boolean(),
    })
    const found = { clear: 0, told: 0 }
    for (const { width, height, mark, barcode } of fc.sample(small, { numRuns: 40, seed: 5 })) {
      const sheet = { ...layout.sheet, width, height, columns: 1, rows: 1 }
      const points = barcode ? (largestPointsWithin(width) ?? null) : null
      const on = layoutOn('a4-12', { sheet, mark, points })
      const labels = labelsFor(sampleAddresses(14), on).filter((label) => !isHeldBack(label))
      const { pdf, tooLong } = await typesetLabels(labels, on, 1, lettering)
      const texts = (await readTexts(pdf)).filter(({ text }) => text.trim() !== '')
      labels.forEach(({ id }, page) => {
        found[tooLong.has(id) ? 'told' : 'clear'] += 1
        if (tooLong.has(id)) return
        assert.isEmpty(overlaps(texts.filter((text) => text.page === page)))
      })
    }
    assert.isAbove(found.clear, 100)
    assert.isAbove(found.told, 100)
  }).timeout(60_000)

  test('on a low label with a barcode two lines are too many, one is not', async ({ assert }) => {
    const sheet = { ...layout.sheet, width: 70, height: 25.4 }
    const told = async (points: number | null, parts: string[]) => {
      const on = layoutOn('a4-12', { sheet, points })
      const { tooLong } = await typesetLabels(
        labelsFor([{ ...sample, parts }], on),
        on,
        1,
        lettering
      )
      return tooLong.size > 0
    }
    const [street, building] = ['青葉野市緑町1番1号', 'コーポ椿101']
    assert.isFalse(await told(8, [street]))
    assert.isTrue(await told(8, [street, building]))
    assert.isFalse(await told(null, [street, building]))
    assert.isTrue(await told(null, [street, building, '青木方']))
  })

  test('no barcode without a postal code, for one that ends in 00, or without 番地', ({
    assert,
  }) => {
    const bars = (changes: Partial<PostalAddress>) =>
      (labelOf({ ...sample, ...changes }, layout, lettering) as Label).bars
    assert.lengthOf(bars({})!, 67)
    assert.isNull(bars({ postalCode: null }))
    assert.isNull(bars({ postalCode: '9990000' }))
    assert.isNull(bars({ afterTown: null }))
  })
})

/** Which texts of a label stand over others: lines over lines, or beside each other too close. */
const overlaps = (texts: ReadText[]) =>
  texts.flatMap((one, i) =>
    texts
      .slice(i + 1)
      .filter((other) => {
        const [upper, lower] = one.baseline < other.baseline ? [one, other] : [other, one]
        const [size, above] = [upper.size, lower.size].map((points) => (points * 25.4) / 72)
        if (lower.baseline - upper.baseline > 0.5) {
          return lower.baseline - 0.88 * above < upper.baseline + 0.12 * size - 0.01
        }
        return one.left < other.left + other.width - 0.1 && other.left < one.left + one.width - 0.1
      })
      .map((other) => [one.text, other.text])
  )

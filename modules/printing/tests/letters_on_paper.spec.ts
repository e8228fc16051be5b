import { test } from '@japa/runner'
import fc from 'fast-check'
import { documents } from '#app/documents/main'
import {
  partOfRaster,
  rasterise,
  readExactTexts,
  readTexts,
  type Raster,
  type ReadText,
} from '#tests/support/read_pdf'
import { barcodeSize } from '../barcode/barcode_size.js'
import type { Letter } from '../letter.js'
import { POSTCARD, WINDOW_LETTER } from '../letter_layout.js'
import { sampleAddresses } from '../sample_addresses.js'
import { sampleLetters } from '../sample_letters.js'
import { STARTERS } from '../starter_wordings.js'
import { readBarcodes } from './read_bars.js'
import { joined, printed, readQr, textsOf } from './read_letters.js'

test.group('printing/letters on paper [R77] [R79]', () => {
  test('the text of 1,000 notices is the data byte for byte, and every QR code says what it should', async ({
    assert,
  }) => {
    const { body } = STARTERS.notice
    const sample = await sampleLetters({
      ...STARTERS.notice,
      body: `{link_code_qr}\n\n{booking_qr}\n\n${body.replace('{booking_qr}\n\n', '')}`,
    })
    const letters = sampleAddresses(1_000).map((address) => sample.make(address) as Letter)
    assert.isTrue(letters.some(({ address }) => address.name.includes('葛\u{E0100}')))
    for (let part = 0; part < 10; part++) {
      const of = letters.slice(...sample.partOf(part))
      const { pdf, pages, tooLong } = await sample.typeset(of)
      assert.deepEqual([of.length, pages, tooLong.size], [100, 100, 0])
      const read = of.map(() => '')
      for (const { page, text } of await readExactTexts(pdf)) read[page] += text
      assert.deepEqual(
        read,
        of.map((letter) => textsOf(letter).join('').replaceAll('\n', ''))
      )
      const said: (string | undefined)[] = []
      for await (const picture of rasterise(pdf, 100, [BOTH_CODES])) {
        said.push(...QR_CODES.map((code) => readQr(partOfRaster(picture, code))))
      }
      assert.deepEqual(
        said,
        of.flatMap(({ blocks }) => blocks.flatMap((one) => (one.kind === 'qr' ? one.text : [])))
      )
    }
  }).timeout(240_000)

  test('a {layout} moved so far that it does not fit is told: {why}')
    .with([
      { layout: 'notice', where: 'address_place', why: 'body over address', body: { y: -13 } },
      { layout: 'notice', where: 'body_place', why: 'body over edge', body: { x: -21 } },
      { layout: 'notice', where: 'address_place', why: 'address over edge', address: { x: -21 } },
      { layout: 'notice', where: 'address_place', why: 'address over body', address: { y: 13 } },
      { layout: 'postcard', where: 'body', why: 'body over lower edge', body: { y: 40 } },
      { layout: 'postcard', where: 'body_place', why: 'body over upper edge', body: { y: -9 } },
      { layout: 'postcard', where: 'address_place', why: 'address over code', address: { y: -27 } },
      {
        layout: 'postcard',
        where: 'address_place',
        why: 'address over sender',
        address: { y: 29 },
      },
    ])
    .run(async ({ assert }, { layout, where, ...moved }) => {
      const body = 'あ'.repeat(500)
      const still = { address: { x: 0, y: 0 }, body: { x: 0, y: 0 } }
      const shift = {
        address: { ...still.address, ...moved.address },
        body: { ...still.body, ...moved.body },
      }
      assert.equal((await printed(1, layout, { body, shift: still })).tooLong.size, 0)
      const { tooLong } = await printed(1, layout, { body, shift })
      assert.deepEqual([...tooLong.values()], [[where]])
    })

  test('the text of a {$self} that is moved ends at the same margin')
    .with(['notice', 'postcard'])
    .run(async ({ assert }, layout) => {
      const ends = async (x: number) => {
        const shift = { address: { x: 0, y: 0 }, body: { x, y: 0 } }
        const { pdf } = await printed(1, layout, { body: 'あ'.repeat(300), shift })
        const texts = (await readTexts(pdf)).filter(({ text }) => /^あ+$/.test(text))
        return Math.max(...texts.map(({ left, width }) => left + width))
      }
      const still = await ends(0)
      for (const x of [-6, 30]) assert.approximately(await ends(x), still, 3)
    })

  test(
    'all of a postcard lies within half a millimetre of its place, moved with the printer and the stock'
  )
    .with([
      { x: 0, y: 0, address: { x: 0, y: 0 }, body: { x: 0, y: 0 } },
      { x: 1.2, y: -0.8, address: { x: 2, y: -3 }, body: { x: 1.5, y: 2.5 } },
    ])
    .run(async ({ assert }, { x, y, ...shift }) => {
      const { letters, pdf } = await printed(3, 'postcard', { shift }, { x, y })
      const texts = await readTexts(pdf)
      const { left, top } = POSTCARD.address
      for (const [i, { address, sender, title }] of letters.entries()) {
        /** Texts begin at the height of capitals in an address, of ascenders elsewhere. */
        const stands = (page: number, begins: string, at: { left?: number; baseline: number }) => {
          const text = texts.find((one) => one.page === page && begins.startsWith(one.text))!
          if (at.left) assert.approximately(text.left, at.left + x, 0.5, begins)
          assert.approximately(text.baseline, at.baseline + y, 0.5, begins)
        }
        stands(2 * i, address.lines[0], {
          left: left + 4 + shift.address.x,
          baseline: top + shift.address.y + 10.8 + 0.765 * points(10),
        })
        stands(2 * i, sender, { left: 12, baseline: 116 + 0.88 * points(0.9 * 8.5) })
        stands(2 * i + 1, title, { baseline: 8 + shift.body.y + 0.88 * points(1.3 * 8.5) })
        const side = texts.filter(({ page }) => page === 2 * i + 1)
        const [first] = side.map((text) => text.left).sort((a, b) => a - b)
        assert.approximately(first, 8 + shift.body.x + x, 0.5)
        for (const text of side) assert.isAtMost(text.left + text.width, 92 + x + 0.5)
      }
    })

  test('each digit of the postal code stands in its box, moved with the printer by {x} and {y}')
    .with([
      { x: 0, y: 0 },
      { x: 1.2, y: -0.8 },
    ])
    .run(async ({ assert }, offset) => {
      const { pdf } = await printed(10, 'postcard', {}, offset)
      /** JIS: 5.7 mm wide, 7.0 apart, 7.6 after the third, then 6.8; the last ends 8 mm from the edge. */
      const boxes = [44.3, 51.3, 58.3, 65.9, 72.7, 79.5, 86.3]
      let page = 0
      for await (const raster of rasterise(pdf, 300)) {
        if (page++ % 2 === 1) continue
        const ink = inkBetween(raster, 12 + offset.y, 20 + offset.y)
        assert.lengthOf(ink, 7)
        for (const [i, [left, right]] of ink.entries()) {
          assert.isAbove(left, boxes[i] + offset.x + 0.5)
          assert.isBelow(right, boxes[i] + offset.x + 5.7 - 0.5)
        }
        assert.isEmpty(inkBetween(raster, 20 + offset.y, 30))
      }
    })

  test('the address shows in the window, with the barcode’s own room around it', async ({
    assert,
  }) => {
    const { left, top, width, height } = WINDOW_LETTER.address
    const { letters, pdf } = await printed(20, 'notice')
    const read = readBarcodes(pdf)
    assert.deepEqual(
      read.map(({ bars }) => bars),
      letters.flatMap(({ bars }) => bars ?? [])
    )
    for (const code of read) {
      assert.isAtLeast(code.left, left + 2 - 0.1)
      assert.isAtMost(code.left + code.width, left + width - 2 + 0.1)
      assert.approximately(code.top + code.long, top + height - 3.2, 0.5)
      assert.isAtMost(code.width, barcodeSize(10).width + 0.1)
    }
    const lines = (await readTexts(pdf)).filter(({ text }) => text.startsWith('〒'))
    assert.lengthOf(lines, 20)
    for (const line of lines) assert.approximately(line.left, left + 4, 0.5)
  })
})

const points = (size: number) => (size * 25.4) / 72

/** Where the two QR codes stand that a notice begins with. */
const QR_CODES = [76, 104].map((top) => ({ left: 16, top, width: 32, height: 32 }))
const BOTH_CODES = { left: 16, top: 76, width: 32, height: 60 }

/** 行頭禁則・行末禁則. */
const NOT_FIRST =
  '、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ'
const NOT_LAST = '（［｛〔〈《「『【'

/** What may stand together on a line's edge: what opens, a character, what closes or follows. */
const together = fc
  .tuple(
    fc.array(fc.constantFrom(...NOT_LAST), { maxLength: 2 }),
    fc.constantFrom(...'申請交付個人番号のでにをはカードお知らせ'),
    fc.oneof(
      { arbitrary: fc.constant([]), weight: 5 },
      { arbitrary: fc.array(fc.constantFrom(...NOT_FIRST), { maxLength: 3 }), weight: 2 }
    )
  )
  .map((parts) => parts.flat().join(''))

const paragraph = fc
  .array(together, { minLength: 15, maxLength: 30 })
  .map((units) => `始${units.join('')}終`)

/** As letters set them: flush on A4, ragged on a postcard, in the cells of a table. */
const paragraphs = fc.record({
  width: fc.integer({ min: 30, max: 170 }),
  flush: fc.boolean(),
  texts: fc.oneof(
    { arbitrary: paragraph.map((text) => [text]), weight: 3 },
    { arbitrary: fc.tuple(paragraph, paragraph), weight: 1 }
  ),
})

test.group('printing/lines of a letter', () => {
  test('10,000 paragraphs at random widths: none begins or ends a line with what may not', async ({
    assert,
  }) => {
    const sample = fc.sample(paragraphs, { numRuns: 10_000, seed: 3 })
    let lines = 0
    for (let from = 0; from < sample.length; from += 500) {
      const part = sample.slice(from, from + 500)
      const { pdf } = await documents.typeset({
        template: new URL('./templates/paragraphs.typ', import.meta.url),
        imports: {
          'letter.typ': new URL('../documents/letter.typ', import.meta.url),
          'address.typ': new URL('../documents/address.typ', import.meta.url),
        },
        data: {
          ...{
            title: '段落',
            date: '2026-01-05',
            letters: pagesOf(part).map((page, i) => ({ id: String(i), paragraphs: page })),
          },
          ...{ layout: WINDOW_LETTER, offset: { x: 0, y: 0 }, frame: false },
        },
        standard: 'a-2b',
      })
      const read = linesOf(await readTexts(pdf))
      assert.equal(read.join(''), part.flatMap(({ texts }) => texts).join(''))
      for (const line of read) {
        assert.notInclude(NOT_FIRST, line[0], line)
        assert.notInclude(NOT_LAST, line.at(-1)!, line)
      }
      lines += read.length
    }
    assert.isAbove(lines, 15_000)
  }).timeout(300_000)
})

/** As the template takes them, some on each page. */
const pagesOf = (part: { width: number; flush: boolean; texts: string[] }[]) =>
  Array.from({ length: Math.ceil(part.length / PER_PAGE) }, (_, page) =>
    part.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map(({ texts, width, flush }) => ({
      flush,
      ...(texts.length === 1
        ? { width, blocks: [{ kind: 'paragraph', text: texts[0] }] }
        : { width: Math.max(width, 90), blocks: [{ kind: 'table', rows: [texts] }] }),
    }))
  )

const PER_PAGE = 5

/** Between the texts of two cells, in millimetres; no line is set that wide. */
const APART = 4

/** The texts that stand on one line, as they are read. */
function linesOf(texts: ReadText[]): string[] {
  const lines: string[] = []
  let last: ReadText | undefined
  for (const text of texts) {
    const same =
      last?.page === text.page &&
      Math.abs(last.baseline - text.baseline) < 0.5 &&
      text.left - last.left - last.width < APART
    const read = joined([text.text])
    if (same) lines[lines.length - 1] += read
    else if (read) lines.push(read)
    else continue
    last = text
  }
  return lines
}

/** Where there is ink between two heights, from left to right, in millimetres. */
function inkBetween({ width, dotsPerMillimetre, black }: Raster, from: number, until: number) {
  const rows = Array.from(
    { length: Math.round((until - from) * dotsPerMillimetre) },
    (_, i) => Math.round(from * dotsPerMillimetre) + i
  )
  const ink: [left: number, right: number][] = []
  let inked = false
  for (let x = 0; x < width; x++) {
    const here = rows.some((y) => black(x, y))
    const at = x / dotsPerMillimetre
    if (here && !inked) ink.push([at, at])
    if (here) ink.at(-1)![1] = at
    inked = here
  }
  return ink
}

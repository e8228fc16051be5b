import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { readTexts, rasterise } from '#tests/support/read_pdf'
import { barcodeSize, QUIET_ZONE } from '../barcode/barcode_size.js'
import { letterOf, type Letter } from '../letter.js'
import type { LetterLayout } from '../letter_layout.js'
import { sampleLettering } from '../lettering.js'
import { sampleAddresses } from '../sample_addresses.js'
import { NOBODY, samplePrint } from '../sample_letters.js'
import { STARTERS } from '../starter_wordings.js'
import { typesetLetters } from '../typeset_letters.js'
import type { WordingText } from '../wording.js'
import { readBarcodes } from './read_bars.js'
import { joined, readQr, textsOf } from './read_letters.js'

/**
 * What every layout of letters must keep to, the product's or a vendor's, as
 * tests. Those of installed modules are tested with the suite `printing`.
 *
 * @example
 * // the tests of a module that answers `printing.letter_layouts`
 * import { registerLetterLayoutSuite } from '#modules/printing/tests/register_letter_layout_suite'
 *
 * registerLetterLayoutSuite(layout)
 */
export function registerLetterLayoutSuite(layout: LetterLayout) {
  const { address, paper } = layout

  async function printed(count: number, changes: Partial<WordingText> = {}, x = 0) {
    const about = { layout, municipality: NOBODY, i18n: i18nManager.locale('ja') }
    const print = samplePrint({ ...STARTERS.notice, body: SHORT, ...changes }, about)
    print.offset = { x, y: x }
    const lettering = await sampleLettering()
    const letters = sampleAddresses(count).map((one) => letterOf(one, print, lettering) as Letter)
    return { letters, ...(await typesetLetters(letters, print, layout, lettering)) }
  }

  test.group(
    `${layout.template.pathname.split('/').at(-1)} keeps the letter layout contract`,
    () => {
      test('has a name, and room on the paper for an address with its barcode', ({ assert }) => {
        assert.match(layout.id, /^[a-z-]+\.[a-z_]+$/)
        assert.exists(i18nManager.getTranslationsFor('ja')[layout.label])
        assert.isAtLeast(address.width, barcodeSize(8).width + 2 * QUIET_ZONE)
        assert.isAtMost(address.left + address.width, paper.width)
        assert.isAtMost(address.top + address.height, paper.height)
      })

      test('gives everybody pages of their own, which say all of their letter', async ({
        assert,
      }) => {
        const { letters, pdf, pages, tooLong } = await printed(7)
        assert.equal(tooLong.size, 0)
        assert.equal(pages % 7, 0)
        const read = letters.map(() => '')
        for (const { page, text } of await readTexts(pdf)) {
          read[Math.floor(page / (pages / 7))] += joined([text])
        }
        for (const [i, letter] of letters.entries()) {
          const { postal, ...rest } = letter.address
          assert.include(read[i].replaceAll('-', ''), postal!.replace('-', ''))
          for (const text of textsOf({ ...letter, address: { ...rest, postal } }).slice(1)) {
            assert.include(read[i], joined([text]))
          }
        }
      })

      test('prints barcodes and QR codes that can be read', async ({ assert }) => {
        const { letters, pdf } = await printed(3, { body: '{link_code_qr}' })
        assert.deepEqual(
          readBarcodes(pdf).map(({ bars }) => bars),
          letters.map(({ bars }) => bars)
        )
        const said: string[] = []
        for await (const page of rasterise(pdf, 100)) said.push(...[readQr(page) ?? []].flat())
        assert.deepEqual(
          said,
          letters.map(({ blocks: [block] }) => (block.kind === 'qr' ? block.text : ''))
        )
      })

      test('notes whose letter does not fit', async ({ assert }) => {
        const wide = await printed(2, { body: 'W'.repeat(200) })
        assert.deepEqual(
          [...wide.tooLong].sort(),
          wide.letters.map(({ id }) => [id, ['body']]).sort()
        )
      })

      test('moves with the printer, and stays where the address is looked for', async ({
        assert,
      }) => {
        const places = async (offset: number) => {
          const { letters, pdf, pages } = await printed(1, { body: LONG }, offset)
          const [line] = letters[0].address.lines
          const texts = await readTexts(pdf)
          return { texts, pages, line: texts.find(({ text }) => line.startsWith(text))! }
        }
        const [still, moved] = [await places(0), await places(3)]
        assert.equal(moved.pages, still.pages)
        assert.lengthOf(moved.texts, still.texts.length)
        for (const [i, text] of still.texts.entries()) {
          assert.equal(moved.texts[i].text, text.text)
          assert.approximately(moved.texts[i].left - text.left, 3, 0.1)
          assert.approximately(moved.texts[i].baseline - text.baseline, 3, 0.1)
        }
        const { line } = still
        assert.isAbove(line.left, address.left)
        assert.isAbove(line.baseline, address.top)
        assert.isBelow(line.baseline, address.top + address.height)
      })

      test('prints what is written as it is, and runs nothing of it', async ({ assert }) => {
        const body = '#panic("x") $x^2$ *a* \\ @b <c> #import "/data.json"'
        const { pdf } = await printed(1, { body })
        const read = (await readTexts(pdf)).map(({ text }) => text)
        assert.include(joined(read), joined([body]))
      })
    }
  )
}

/** One of everything a letter can hold. */
const SHORT = `■見出し
{addressee}
・持ち物
担当｜{department}

{link_code}`

/** More than a line of it. */
const LONG = '受け取りの日時を選んで予約してください。'.repeat(9)

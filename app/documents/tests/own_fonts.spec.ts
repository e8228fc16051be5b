import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import env from '#start/env'
import { readExactTexts } from '#tests/support/read_pdf'
import { glyphsOf, troubleWith } from '../font_tables.js'
import { GlyphCheck } from '../glyphs.js'
import { addOwnFont, documents, isFontName, listOwnFonts, removeOwnFont } from '../main.js'
import { tinyFont } from './tiny_font.js'

const lines = (...texts: string[]) => ({
  template: new URL('./templates/lines.typ', import.meta.url),
  data: {
    head: { title: '試験', municipality: '', facts: [], printed: '', missing: '印字できない文字' },
    lines: texts,
  },
})

const town = { slug: 'shiken' }
const other = { slug: 'tonari' }

test.group('documents/own fonts', (group) => {
  let folder: string
  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fonts-'))
    env.set('FONTS_FOLDER', folder)
    return () => rm(folder, { recursive: true })
  })

  test('a character only a municipality’s own font has is printed there, and nowhere else', async ({
    assert,
  }) => {
    const text = '外\u{E000}と葛\u{E0104}'
    assert.deepEqual((await documents.glyphs(town)).missingIn(text), ['\u{E000}', '葛\u{E0104}'])
    const content = tinyFont(['\u{E000}', '葛', '葛\u{E0104}'])
    assert.isNull(await addOwnFont(town, { name: '外字.ttf', content }))
    assert.deepEqual((await documents.glyphs(town)).missingIn(text), [])
    assert.deepEqual((await documents.glyphs(other)).missingIn(text), ['\u{E000}', '葛\u{E0104}'])
    const here = await documents.typeset({ ...lines(text), municipality: town })
    const there = await documents.typeset({ ...lines(text), municipality: other })
    assert.deepEqual([here.missing, there.missing], [[], ['\u{E000}', '葛\u{E0104}']])
  })

  test('each character comes from the first font that has it in this form', async ({ assert }) => {
    const content = tinyFont(['\u{E000}', '葛', '葛\u{E0104}', '一'])
    await addOwnFont(town, { name: 'own.otf', content })
    const { pdf } = await documents.typeset({
      ...lines('葛葛\u{E0100}葛\u{E0104}一𠮷\u{E000}'),
      municipality: town,
    })
    const texts = await readExactTexts(pdf)
    const drawnBy = (font: RegExp) =>
      texts.flatMap((one) => (font.test(one.font) ? [one.text] : [])).join('')
    assert.equal(drawnBy(/^own-1/), '葛\u{E0104}\u{E000}')
    assert.include(drawnBy(/^BIZUDP/), '葛葛\u{E0100}')
    assert.equal(drawnBy(/^NotoSans/), '𠮷')
  })

  test('a form only the second of the usual fonts knows is taken from it', async ({ assert }) => {
    const [first, second] = [tinyFont(['辻']), tinyFont(['辻', '辻\u{E0101}'])].map((file) =>
      glyphsOf(file)!
    )
    const check = new GlyphCheck([first, second])
    assert.deepEqual(check.missingIn('辻\u{E0101}'), [])
    assert.deepEqual([...check.exceptionsIn('辻辻\u{E0101}')], [['辻\u{E0101}', 1]])
  })

  test('fonts of the deployment’s folder are for everybody, after a municipality’s own', async ({
    assert,
  }) => {
    await writeFile(join(folder, 'all.ttf'), tinyFont(['\u{E001}']))
    await addOwnFont(town, { name: 'ours.tte', content: tinyFont(['\u{E000}'], { wide: false }) })
    assert.deepEqual((await documents.glyphs(town)).missingIn('\u{E000}\u{E001}'), [])
    assert.deepEqual((await documents.glyphs(other)).missingIn('\u{E000}\u{E001}'), ['\u{E000}'])
    const listed = await listOwnFonts(town)
    assert.deepEqual(
      listed.map(({ name, ofMunicipality }) => [name, ofMunicipality]),
      [
        ['ours.tte', true],
        ['all.ttf', false],
      ]
    )
    assert.isFalse(await removeOwnFont(town, 'all.ttf'))
    assert.isTrue(await removeOwnFont(town, 'ours.tte'))
    assert.deepEqual((await documents.glyphs(town)).missingIn('\u{E000}'), ['\u{E000}'])
  })

  test('a file that is no font, is not whole or may not be embedded is told apart', async ({
    assert,
  }) => {
    const whole = tinyFont(['\u{E000}'])
    const trouble = [
      Buffer.from('%PDF-1.7 something else'),
      Buffer.from('ttcf'),
      whole.subarray(0, whole.length - 40),
      tinyFont(['\u{E000}'], { restricted: true }),
    ].map(troubleWith)
    assert.deepEqual(trouble, ['not_a_font', 'collection', 'damaged', 'restricted'])
    assert.equal(await addOwnFont(town, { name: 'x.ttf', content: Buffer.alloc(0) }), 'not_a_font')
    assert.deepEqual(await listOwnFonts(town), [])
  })

  test('one that was damaged where it lies is left out, and said to be', async ({ assert }) => {
    const path = join(folder, 'all.ttf')
    await writeFile(path, tinyFont(['\u{E000}']))
    assert.lengthOf((await documents.glyphs(town)).missingIn('\u{E000}'), 0)
    await truncate(path, 200)
    assert.lengthOf((await documents.glyphs(town)).missingIn('\u{E000}'), 1)
    assert.equal((await listOwnFonts(town))[0].trouble, 'damaged')
    assert.equal((await documents.typeset({ ...lines('次'), municipality: town })).pages, 1)
  })

  test('names that lead elsewhere are none', ({ assert }) => {
    for (const name of ['../a.ttf', '.a.ttf', 'a/b.ttf', 'a\\b.ttf', 'a.exe', 'a.ttf\0', '']) {
      assert.isFalse(isFontName(name), name)
    }
    assert.isTrue(isFontName('IPAmj明朝 005.01.ttf'))
  })
})

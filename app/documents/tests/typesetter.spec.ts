import { test } from '@japa/runner'
import fc from 'fast-check'
import { Typesetter, type TypesetterOptions } from '../typesetter.js'

const template = (name: string) => new URL(`./templates/${name}.typ`, import.meta.url)

/** What the frame of every document asks for. */
const head = {
  title: '試験の帳票',
  municipality: '試験町',
  facts: ['令和8年11月24日'],
  printed: '令和8年11月24日 9時00分 試験 職員',
  missing: '印字できない文字',
}
const lines = (...texts: string[]) => ({
  template: template('lines'),
  data: { head, lines: texts },
})

test.group('documents/typesetter', (group) => {
  let typesetter: Typesetter
  group.each.setup(() => {
    typesetter = new Typesetter()
    return () => typesetter.stop()
  })

  /** Another one for tests that need it to be strict. */
  const withOptions = (options: Partial<TypesetterOptions>) => {
    typesetter.stop()
    return (typesetter = new Typesetter(options))
  }

  test('makes a PDF of as many pages as the text needs', async ({ assert }) => {
    const short = await typesetter.typeset(lines('𠮷田 葛󠄀城 髙﨑'))
    assert.equal(short.pdf.subarray(0, 5).toString(), '%PDF-')
    assert.equal(short.pages, 1)
    assert.deepEqual(short.missing, [])
    const long = await typesetter.typeset(lines(...Array.from({ length: 200 }, String)))
    assert.isAbove(long.pages, 3)
  })

  test('draws the same as a picture the pages’ policy allows', async ({ assert }) => {
    const { svg, pages } = await typesetter.draw(lines('見本', '<script>alert(1)</script>'))
    assert.equal(pages, 1)
    assert.match(svg, /^<svg [^]*<\/svg>\s*$/)
    assert.notMatch(svg, /<script|<style|style=|\son\w+=/)
  })

  test('a template imports what it is given, and nothing else', async ({ assert }) => {
    const imported = { template: template('imports'), data: { head } }
    const { pages } = await typesetter.typeset({
      ...imported,
      imports: { 'other.typ': template('other') },
    })
    assert.equal(pages, 2)
    await assert.rejects(() => typesetter.typeset(imported), /imports\.typ cannot be typeset/)
  })

  test('prints the same bytes for the same data', async ({ assert }) => {
    const [one, other] = [
      await typesetter.typeset(lines('同')),
      await typesetter.typeset(lines('同')),
    ]
    assert.isTrue(one.pdf.equals(other.pdf))
  })

  test('names the characters no font has, and forms of them no font knows', async ({ assert }) => {
    const { missing, pages } = await typesetter.typeset(
      lines('外字\u{E000}と葛\u{E0104}、葛\u{E0100}は印字できる', '\u{E000}')
    )
    assert.deepEqual(missing, ['\u{E000}', '葛\u{E0104}'])
    assert.equal(pages, 1)
  })

  test('marks that only look like those nobody draws are missing, and not an error', async ({
    assert,
  }) => {
    const { missing } = await typesetter.typeset(lines('\u{600}\u{fff9}a\u{200d}b'))
    assert.deepEqual(missing, ['\u{600}', '\u{fff9}'])
  })

  test('any text is printed as it is and never run', async ({ assert }) => {
    const awkward = fc.string({ unit: 'binary', maxLength: 40 })
    const typst = fc
      .array(
        fc.constantFrom(
          ...[
            '#panic("x")',
            '#import',
            '$x^2$',
            '\\',
            '`',
            '"',
            "'",
            '*',
            '_',
            '= ',
            '@preview',
            '<a>',
          ],
          ...[
            '//',
            '/*',
            '[',
            ']',
            '{',
            '}',
            '𠮷',
            '葛\u{E0100}',
            '\u200F',
            '\u202E',
            '\u2067',
            '\uD800',
            '\0',
          ]
        ),
        { maxLength: 12 }
      )
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(typst, awkward), { maxLength: 6 }), async (texts) => {
        const { pages, pdf } = await typesetter.typeset(lines(...texts))
        assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
        assert.isAtLeast(pages, 1)
      }),
      { numRuns: 150 }
    )
  }).timeout(60_000)

  test('refuses a template that reads files or the network, and goes on with the next one', async ({
    assert,
  }) => {
    for (const name of ['file', 'above', 'network']) {
      await assert.rejects(
        () => typesetter.typeset({ template: template(name), data: {} }),
        new RegExp(`${name}\\.typ cannot be typeset`)
      )
    }
    assert.equal((await typesetter.typeset(lines('次'))).pages, 1)
  })

  test('is ended when a document takes too long, and comes back', async ({ assert }) => {
    const hasty = withOptions({ patience: 1_500 })
    const [slow, next] = await Promise.allSettled([
      hasty.typeset({ template: template('endless'), data: {} }),
      hasty.typeset(lines('待っていた')),
    ])
    assert.equal(slow.status === 'rejected' && slow.reason.code, 'E_DOCUMENT_TOO_SLOW')
    assert.equal(next.status, 'fulfilled')
  })

  test('is ended when a document needs too much memory, and comes back', async ({ assert }) => {
    const small = withOptions({ mostBytes: 400 * 1024 * 1024 })
    const refused = await small
      .typeset({ template: template('huge'), data: {} })
      .catch((error: unknown) => error as { code: string })
    assert.equal('code' in refused && refused.code, 'E_DOCUMENT_TOO_LARGE')
    assert.equal((await small.typeset(lines('次'))).pages, 1)
  })

  test('is replaced after its lifetime', async ({ assert }) => {
    const brief = withOptions({ lifetime: 1 })
    for (const text of ['一', '二', '三']) {
      assert.equal((await brief.typeset(lines(text))).pages, 1)
    }
  })

  test('lets no more wait than it can serve', async ({ assert }) => {
    const crowded = withOptions({ mostWaiting: 2 })
    const results = await Promise.allSettled(
      ['一', '二', '三'].map((text) => crowded.typeset(lines(text)))
    )
    const codes = results.map((result) =>
      result.status === 'rejected' ? result.reason.code : 'done'
    )
    assert.sameMembers(codes, ['done', 'done', 'E_TYPESETTER_BUSY'])
  })

  test('says so where its engine cannot be loaded', async ({ assert }) => {
    const without = withOptions({ engine: '@example/no-such-engine' })
    assert.match((await without.whyUnavailable())!, /no-such-engine/)
    await assert.rejects(() => without.typeset(lines('無')), /no typesetting on this machine/)
    assert.isNull(await withOptions({}).whyUnavailable())
  })
})

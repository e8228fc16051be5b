import { test } from '@japa/runner'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { parse } from 'csv-parse/sync'
import { encodeCp932, forCp932 } from '../csv/cp932.js'
import { csvLine } from '../csv/csv_line.js'
import { CsvReader, encodingOf } from '../csv/csv_reader.js'
import { missingInCp932, writeCsv } from '../csv/write_csv.js'

async function* rowsOf(...rows: string[][]) {
  yield* rows
}

async function bytesOf(stream: AsyncIterable<Buffer>) {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const read = (bytes: Buffer) => iconv.decode(bytes, 'cp932')

test.group('ui/csv', () => {
  test('is CRLF, quoted where it has to be, with a mark that says UTF-8', async ({ assert }) => {
    const file = await bytesOf(
      writeCsv(['番号', '備考'], rowsOf(['1', 'a,"b"\nc']), { encoding: 'utf8' })
    )
    assert.equal(file.toString(), '\uFEFF番号,備考\r\n1,"a,""b""\nc"\r\n')
  })

  test('in CP932 is what offices’ spreadsheets read', async ({ assert }) => {
    const file = await bytesOf(writeCsv(['氏名'], rowsOf(['髙﨑\uFA10']), { encoding: 'cp932' }))
    assert.equal(read(file), '氏名\r\n髙﨑\uFA10\r\n')
    assert.equal(file.subarray(6, 10).toString('hex'), 'fbfcfab1')
  })

  test('a file of many lines is whole, whichever pieces it goes out in', async ({ assert }) => {
    const rows = Array.from({ length: 5_000 }, (_, i) => [String(i), '髙﨑　太郎'.repeat(i % 7)])
    for (const encoding of ['utf8', 'cp932'] as const) {
      const pieces: Buffer[] = []
      for await (const piece of writeCsv(['番号', '氏名'], rowsOf(...rows), { encoding })) {
        pieces.push(piece)
      }
      assert.isAbove(pieces.length, 3)
      const bytes = Buffer.concat(pieces)
      const text = encoding === 'utf8' ? bytes.toString().slice(1) : read(bytes)
      assert.deepEqual(parse(text), [['番号', '氏名'], ...rows])
    }
  })

  for (const [written, expected] of [
    ['〜−‖—¢£¬', '～－∥―￠￡￢'],
    ['か\u3099', 'が'],
    ['ﾊﾟ', 'ﾊﾟ'],
  ]) {
    test(`「${written}」 is the same sign in CP932`, ({ assert }) => {
      const { text, missing } = forCp932(written)
      assert.equal(read(encodeCp932(text)), expected)
      assert.deepEqual(missing, [])
    })
  }

  test('what CP932 does not have is 〓 and told, never 「?」', ({ assert }) => {
    const { text, missing } = forCp932('𠮷野㐂?邉\u{E0104}う\u3099')
    assert.equal(read(encodeCp932(text)), '〓野〓?〓〓')
    assert.deepEqual(missing, ['𠮷', '㐂', '邉\u{E0104}', 'う\u3099'])
  })

  test('tells where characters are missing before a file is written', async ({ assert }) => {
    const found = await missingInCp932(
      ['受付番号', '氏名'],
      rowsOf(['1', '山田'], ['2', '𠮷野'], ['3', '㐂𠮷']),
      2
    )
    assert.equal(found.count, 3)
    assert.deepEqual(found.places, [
      { line: 3, column: '氏名', character: '𠮷', row: '2' },
      { line: 4, column: '氏名', character: '㐂', row: '3' },
    ])
  })

  test('a sign at the beginning of a cell does not swallow the comma before it', async ({
    assert,
  }) => {
    const file = await bytesOf(writeCsv(['a', 'b'], rowsOf(['1', '\u0301']), { encoding: 'cp932' }))
    assert.equal(read(file), 'a,b\r\n1,〓\r\n')
  })

  for (const [cell, plain, kept] of [
    ['=1+1', `'=1+1`, `'=1+1`],
    ['+81 90', `'+81 90`, `'+81 90`],
    ['@x', `'@x`, `'@x`],
    ['-cmd', `'-cmd`, `'-cmd`],
    ['\tx', `'\tx`, `'\tx`],
    ['-12', '-12', '-12'],
    ['0123', '0123', '"=""0123"""'],
    ['123456789012', '123456789012', '"=""123456789012"""'],
    ['043-123-4567', '043-123-4567', '043-123-4567'],
    ['0', '0', '0'],
  ]) {
    test(`「${cell}」 is harmless in a spreadsheet`, ({ assert }) => {
      assert.equal(csvLine([cell]), `${plain}\r\n`)
      assert.equal(csvLine([cell], { keepZeros: true }), `${kept}\r\n`)
    })
  }

  test('whatever is written is read again', async ({ assert }) => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const file = await bytesOf(writeCsv(['a', 'b'], rowsOf(...rows), { encoding: 'utf8' }))
        const parsed = parse(file, { bom: true, record_delimiter: '\r\n' }) as string[][]
        assert.deepEqual(parsed, [['a', 'b'], ...rows])
      })
    )
  })

  test('CP932 never loses a character in silence', ({ assert }) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { text: written, missing } = forCp932(text)
        const back = read(encodeCp932(written))
        assert.equal(back, written)
        const questions = (s: string) => s.split('?').length
        assert.equal(questions(back), questions(text))
        assert.isAtLeast(back.split('〓').length - 1, missing.length)
      }),
      { numRuns: 2000 }
    )
  })
})

test.group('ui/csv in pieces', () => {
  const TEXT = '番号,氏名,備考\r\n1,髙﨑 太郎,"二行に\r\nわたる, ""備考"""\r\n\r\n2,表計算ソー,終'

  test('cut anywhere, gives the rows of the whole file with their lines', ({ assert }) => {
    for (const encoding of ['UTF-8', 'CP932'] as const) {
      const bytes = encoding === 'UTF-8' ? Buffer.from(`\uFEFF${TEXT}`) : encodeCp932(TEXT)
      for (const size of [1, 2, 3, 7, 1000]) {
        const reader = new CsvReader(encoding)
        const rows = []
        for (let at = 0; at < bytes.length; at += size) {
          rows.push(...reader.rowsIn(bytes.subarray(at, at + size)))
        }
        rows.push(...reader.lastRows())
        assert.deepEqual(
          rows,
          [
            { line: 1, cells: ['番号', '氏名', '備考'] },
            { line: 3, cells: ['1', '髙﨑 太郎', '二行に\r\nわたる, "備考"'] },
            { line: 5, cells: ['2', '表計算ソー', '終'] },
          ],
          `${encoding} ${size}`
        )
      }
    }
  })

  test('an unclosed quote is named and not read for ever', ({ assert }) => {
    const reader = new CsvReader('UTF-8')
    reader.rowsIn(Buffer.from('a,b\n"c'))
    assert.throws(() => reader.lastRows(), 'core.csv.broken')
  })

  test('tells the encoding of a file that comes in pieces', async ({ assert }) => {
    const cut = async function* (bytes: Buffer) {
      for (let at = 0; at < bytes.length; at += 2) yield bytes.subarray(at, at + 2)
    }
    assert.equal(await encodingOf(cut(Buffer.from('氏名'))), 'UTF-8')
    assert.equal(await encodingOf(cut(encodeCp932('氏名'))), 'CP932')
  })
})

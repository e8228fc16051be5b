import { test } from '@japa/runner'
import fc from 'fast-check'
import { addressDigits } from '../barcode/address_digits.js'
import { customerBarcode, SYMBOLS } from '../barcode/customer_barcode.js'
import { barcodeSize, largestPointsWithin, USUAL_POINTS } from '../barcode/barcode_size.js'

/** 一覧 of page 25: postal code, 住所B, the twenty symbols as the manual writes them, check character. */
const MANUAL = [
  ['2630023', '3丁目30-8　郵便ビル403号', '3 - 3 0 - 8 - 4 0 3', '5'],
  ['0140113', '南田茂木　添60-1', '6 0 - 1', 'CC8'],
  ['1100016', '5-6-3　ABCビル10F', '5 - 6 - 3 - 1 0', '9'],
  ['0600906', '4丁目　郵便センター6号館', '4 - 6', '9'],
  ['0650006', '8丁目　郵便センター10号館', '8 - 1 0', '9'],
  ['4070033', '韮崎400', '4 0 0', '-'],
  ['2730102', '東3丁目-20-5　郵便・A&bコーポB604号', '3 - 2 0 - 5 CC1 1 6 0 4', '0'],
  ['1980036', '十一丁目六番地一号　郵便タワー601', '1 1 - 6 - 1 - 6 0 1', 'CC8'],
  ['0270203', '第二十一地割大淵川480', '2 1 - 4 8 0', 'CC5'],
  ['5900016', '四丁六番十九号', '4 - 6 - 1 9', 'CC2'],
  ['0800831', '南七線　西28', '7 - 2 8', 'CC7'],
  ['3170055', '6丁目7-14　ABCビル2F', '6 - 7 - 1 4 - 2', 'CC1'],
  ['6500046', '9丁目7-6　郵便シティA棟1F1号', '9 - 7 - 6 CC1 0 1 - 1', '5'],
  ['6230011', '綾部6-7　LプラザB106', '6 - 7 CC2 1 CC1 1 1 0 6', '4'],
  ['0640804', '29丁目1524-23　第2郵便ハウス501', '2 9 - 1 5 2 4 - 2 3 - 2 -', '3'],
  ['9100067', '3丁目80-25　J1ビル2-B', '3 - 8 0 - 2 5 CC1 9 1 - 2 CC1', '9'],
]

/** What addresses are written with. */
const addresses = fc
  .array(
    fc.oneof(
      fc.nat(2_000).map(String),
      fc.constantFrom(
        ...[
          '丁目',
          '番',
          '番地',
          '号',
          '十一',
          '二',
          '-',
          '－',
          '‐',
          'ー',
          '　',
          ' ',
          '・',
          '&',
          '.',
        ],
        ...[
          'A',
          'f',
          'Z',
          'ｋ',
          'ABC',
          '棟',
          'F',
          '階',
          '郵便ビル',
          'コーポ',
          'の',
          'ノ',
          '/',
          '𠮷',
        ]
      )
    ),
    { maxLength: 14 }
  )
  .map((parts) => parts.join(''))
const postalCodes = fc
  .nat(9_999_999)
  .map((code) => String(code).padStart(7, '0'))
  .filter((code) => !code.endsWith('00'))

test.group('printing/customer barcode [R2] [R75]', () => {
  test('the manual’s example: {0} {1}')
    .with(MANUAL)
    .run(({ assert }, [postal, address, data, check]) => {
      const barcode = customerBarcode(postal, address)!
      const expected = [...postal, ...data.split(' '), ...Array(13).fill('CC4')].slice(0, 20)
      assert.deepEqual([barcode.symbols, barcode.check], [expected as never, check as never])
    })

  test('hyphens of every kind, wide and small letters read the same', ({ assert }) => {
    for (const hyphen of '-‐‑‒–—―−－ーｰ') {
      assert.equal(addressDigits(`１２${hyphen}3 ｂ棟`), '12-3B', hyphen)
    }
    assert.equal(addressDigits('二百三番地の十号'), '203-10')
  })

  test('numerals that count nothing are words', ({ assert }) => {
    assert.equal(addressDigits('二百三番地の十'), '203')
    assert.equal(addressDigits('3-1 三島ビル'), '3-1')
    assert.equal(addressDigits('二番三号 四谷荘'), '2-3')
    assert.equal(addressDigits('一〇番地 ハイツ五番館'), '10-5')
  })

  test('none where the manual wants none', ({ assert }) => {
    assert.isNull(customerBarcode('9990000', '1番1号'))
    assert.isNull(customerBarcode('99900', '1番1号'))
    assert.isNull(customerBarcode('', '1番1号'))
  })

  test('a company’s own postal code says it all', ({ assert }) => {
    const barcode = customerBarcode('1008798', null)!
    assert.deepEqual(barcode.symbols.slice(7), Array(13).fill('CC4'))
  })

  test('any address gives twenty symbols that add up, and 67 bars that say the same', ({
    assert,
  }) => {
    fc.assert(
      fc.property(postalCodes, addresses, (postal, address) => {
        const { symbols, check, bars } = customerBarcode(postal, address)!
        assert.lengthOf(symbols, 20)
        const sum = [...symbols, check].reduce((n, symbol) => n + SYMBOLS.indexOf(symbol), 0)
        assert.equal(sum % 19, 0)
        assert.match(bars, /^13[1-4]{63}31$/)
      }),
      { numRuns: 2_000 }
    )
  })

  test('what is taken from an address is digits, lone hyphens and letters, and stays what it is', ({
    assert,
  }) => {
    fc.assert(
      fc.property(addresses, (address) => {
        const taken = addressDigits(address)
        assert.match(taken, /^([0-9A-Z]+(-[0-9]+)*)*$/)
        assert.notMatch(taken, /--|-[A-Z]|[A-Z]-/)
      }),
      { numRuns: 2_000 }
    )
  })

  test('sizes lie within the manual’s tolerances at every size', ({ assert }) => {
    const within = (value: number, least: number, most: number, points: number) =>
      assert.isTrue(value >= (least * points) / 10 && value <= (most * points) / 10)
    for (const points of USUAL_POINTS) {
      const size = barcodeSize(points)
      within(size.long, 3.4, 3.60001, points)
      within(size.timing, 1.05, 1.35, points)
      within(size.pitch, 0.95, 1.3, points)
      within(size.bar, 0.5, 0.7, points)
      within(size.pitch - size.bar, 0.45, 0.600001, points)
    }
    assert.deepEqual(
      USUAL_POINTS.map((points) => Number(barcodeSize(points).width.toFixed(1))),
      [63.8, 71.8, 79.8, 91.8]
    )
    assert.throws(() => barcodeSize(7.9))
    assert.throws(() => barcodeSize(12))
    assert.deepEqual([86.4, 84, 70, 66].map(largestPointsWithin), [10, 10, 8, undefined])
  })
})

import { test } from '@japa/runner'
import { digitsOf, toHalfWidth } from '../formatters/full_width.js'
import { formatPhone, parsePhone } from '../formatters/phone.js'
import { formatPostalCode, parsePostalCode } from '../formatters/postal_code.js'

test.group('ui/full_width', () => {
  test('makes digits, letters, spaces and every hyphen half-width', ({ assert }) => {
    assert.equal(toHalfWidth('ＡＢｚ０１９　ｘ'), 'ABz019 x')
    for (const hyphen of ['‐', '‑', '–', '—', '―', '−', '－', 'ー', 'ｰ', '─']) {
      assert.equal(toHalfWidth(`1${hyphen}2`), '1-2', hyphen)
    }
  })

  test('leaves kanji and kana alone', ({ assert }) => {
    assert.equal(toHalfWidth('千葉ｱアあ'), '千葉ｱアあ')
  })

  test('keeps only digits where only digits count', ({ assert }) => {
    assert.equal(digitsOf('０４３（２９６）１１１１'), '0432961111')
  })
})

test.group('ui/postal_code', () => {
  test('shows seven digits with mark and hyphen', ({ assert }) => {
    assert.equal(formatPostalCode('2610023'), '〒261-0023')
    assert.equal(formatPostalCode('２６１－００２３'), '〒261-0023')
    assert.equal(formatPostalCode('2610023', { mark: false }), '261-0023')
  })

  test('shows a wrong code as it is', ({ assert }) => {
    assert.equal(formatPostalCode('26100'), '26100')
  })

  test('reads {$self}')
    .with(['2610023', '261-0023', '〒２６１ー００２３', ' 〒261 0023 '])
    .run(({ assert }, written) => {
      assert.equal(parsePostalCode(written), '2610023')
    })

  test('does not read {$self}')
    .with(['261002', '26100234', '261-OO23', ''])
    .run(({ assert }, written) => {
      assert.isNull(parsePostalCode(written))
    })
})

test.group('ui/phone', () => {
  test('{written} is shown as {shown}')
    .with([
      { written: '09012345678', shown: '090-1234-5678' },
      { written: '０８０１２３４５６７８', shown: '080-1234-5678' },
      { written: '05012345678', shown: '050-1234-5678' },
      { written: '0120123456', shown: '0120-123-456' },
      { written: '0570123456', shown: '0570-123-456' },
      { written: '08001234567', shown: '0800-123-4567' },
      { written: '0312345678', shown: '03-1234-5678' },
      { written: '0612345678', shown: '06-1234-5678' },
      { written: '043-245-5111', shown: '043-245-5111' },
      { written: '０４３（２４５）５１１１', shown: '043-245-5111' },
      { written: '0436221111', shown: '0436221111' },
      { written: '内線', shown: '内線' },
    ])
    .run(({ assert }, { written, shown }) => {
      assert.equal(formatPhone(written), shown)
    })

  test('reads ten or eleven digits beginning with 0', ({ assert }) => {
    assert.equal(parsePhone('０９０ー１２３４ー５６７８'), '09012345678')
    assert.equal(parsePhone('(043) 245-5111'), '0432455111')
    assert.isNull(parsePhone('043'))
    assert.isNull(parsePhone('1432455111'))
    assert.isNull(parsePhone('0432455111 内線2'))
  })
})

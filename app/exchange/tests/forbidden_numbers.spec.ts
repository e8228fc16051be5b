import { test } from '@japa/runner'
import { holdsMyNumber } from '../my_number.js'
import { holdsResidentRecordCode, isResidentRecordCode } from '../resident_record_code.js'

test.group('exchange/numbers that may not be kept', () => {
  test('tells a 住民票コード by its check digit, however it is written', ({ assert }) => {
    for (const code of ['24727059608', '２４７２７０５９６０８', '2472-7059-608']) {
      assert.isTrue(isResidentRecordCode(code), code)
    }
    for (let digit = 0; digit < 10; digit++) {
      assert.equal(isResidentRecordCode(`2472705960${digit}`), digit === 8)
    }
    for (const other of ['', '2472705960', '247270596088', 'abcdefghijk']) {
      assert.isFalse(isResidentRecordCode(other), other)
    }
  })

  test('finds either number in the middle of a text', ({ assert }) => {
    assert.isTrue(holdsResidentRecordCode('コードは24727059608です'))
    assert.isFalse(holdsResidentRecordCode('コードは24727059607です'))
    assert.isTrue(holdsMyNumber('番号 1234 5678 9018'))
    assert.isFalse(holdsResidentRecordCode('番号 1234 5678 9018'))
  })
})

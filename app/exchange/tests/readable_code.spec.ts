import { test } from '@japa/runner'
import fc from 'fast-check'
import { formatReadableCode, makeReadableCode, readReadableCode } from '../main.js'

const codes = fc
  .array(fc.nat(31), { minLength: 11, maxLength: 11 })
  .map((picks) => makeReadableCode((position) => picks[position]))

test.group('codes people read and type', () => {
  test('are read back from any width, case and grouping', ({ assert }) => {
    fc.assert(
      fc.property(codes, (code) => {
        assert.equal(readReadableCode(formatReadableCode(code)), code)
        assert.equal(readReadableCode(code.toLowerCase().split('').join(' ')), code)
        const wide = [...formatReadableCode(code)]
          .map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
          .join('')
        assert.equal(readReadableCode(wide), code)
      })
    )
  })

  test('every wrong character is noticed', () => {
    fc.assert(
      fc.property(codes, fc.nat(11), fc.nat(31), (code, position, replacement) => {
        const symbol = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'[replacement]
        fc.pre(code[position] !== symbol)
        return (
          readReadableCode(code.slice(0, position) + symbol + code.slice(position + 1)) === null
        )
      })
    )
  })

  test('every exchange of two neighbours is noticed', () => {
    fc.assert(
      fc.property(codes, fc.nat(10), (code, i) => {
        fc.pre(code[i] !== code[i + 1])
        return (
          readReadableCode(code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2)) === null
        )
      })
    )
  })

  test('what is no code is none', ({ assert }) => {
    for (const typed of ['', 'ABCD', '0000-0000-0000', 'あいうえお', 'ABCD-EFGH-JKLM-NPQR']) {
      assert.isNull(readReadableCode(typed), typed)
    }
  })
})

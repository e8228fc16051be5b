import { test } from '@japa/runner'
import { codeOf, stepAt, stepOfCode, toBase32, totpAddress } from '../totp.js'

/** The secret of both RFCs' examples. */
const SECRET = Buffer.from('12345678901234567890')

test.group('staff/totp', () => {
  test('gives the codes of RFC 4226, appendix D', ({ assert }) => {
    const codes = [
      ...['755224', '287082', '359152', '969429', '338314'],
      ...['254676', '287922', '162583', '399871', '520489'],
    ]
    codes.forEach((code, counter) => assert.equal(codeOf(SECRET, counter), code))
  })

  test('gives the codes of RFC 6238, appendix B, in six digits', ({ assert }) => {
    for (const [seconds, eightDigits] of [
      [59, '94287082'],
      [1111111109, '07081804'],
      [1111111111, '14050471'],
      [1234567890, '89005924'],
      [2000000000, '69279037'],
      [20000000000, '65353130'],
    ] as const) {
      assert.equal(codeOf(SECRET, stepAt(seconds * 1000)), eightDigits.slice(2))
    }
  })

  test('accepts a clock one step off in either direction and no more', ({ assert }) => {
    const now = Date.now()
    for (const off of [-2, -1, 0, 1, 2]) {
      const step = stepAt(now) + off
      const expected = Math.abs(off) <= 1 ? step : null
      assert.equal(stepOfCode(SECRET, codeOf(SECRET, step), now), expected, `${off}`)
    }
  })

  test('reads full-width digits and blanks, and nothing that is no code', ({ assert }) => {
    assert.equal(stepOfCode(SECRET, '２８７ ０８２', 59_000), 1)
    for (const typed of ['', '28708', '2870822', 'ABCDEF', '０２８７']) {
      assert.isNull(stepOfCode(SECRET, typed, 59_000))
    }
  })

  test('tells authenticators the secret as they expect it', ({ assert }) => {
    assert.equal(toBase32(SECRET), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    assert.equal(
      totpAddress(SECRET, '青葉野市', 'yamada'),
      'otpauth://totp/%E9%9D%92%E8%91%89%E9%87%8E%E5%B8%82:yamada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E9%9D%92%E8%91%89%E9%87%8E%E5%B8%82'
    )
  })
})

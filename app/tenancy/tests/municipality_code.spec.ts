import { test } from '@japa/runner'
import { isMunicipalityCode } from '../main.js'

test.group('全国地方公共団体コード', () => {
  test('real codes, remainders 0 and 1 among them, have the right check digit', ({ assert }) => {
    for (const code of ['121002', '131016', '141003', '102041', '105210'])
      assert.isTrue(isMunicipalityCode(code), code)
  })

  test('a wrong digit anywhere, another length or another sign is refused', ({ assert }) => {
    for (const code of ['121003', '221002', '12100', '1210020', '１２１００２', 'abcdef', '']) {
      assert.isFalse(isMunicipalityCode(code), code)
    }
  })
})

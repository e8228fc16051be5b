import { test } from '@japa/runner'
import { plainCell, shadeOf, shownCell } from '../cells.js'

const figure = { label: '', kind: 'number' as const }
const share = { label: '', kind: 'share' as const }
const heat = { label: '', kind: 'heat' as const }
const text = { label: '' }

test.group('reports/cells', () => {
  test('are written for people on screen and paper, and bare in files', ({ assert }) => {
    for (const [cell, column, shown, plain] of [
      [1234, figure, '1,234', '1234'],
      [0, figure, '0', '0'],
      [0.4567, share, '45.7%', '45.7'],
      [1, heat, '100.0%', '100.0'],
      [null, share, '−', ''],
      ['', text, '', ''],
      ['本庁', text, '本庁', '本庁'],
    ] as const) {
      assert.equal(shownCell(cell, column), shown)
      assert.equal(plainCell(cell, column), plain)
    }
  })

  test('are shaded by how much there is, nothing not at all', ({ assert }) => {
    const shades = [0, 0.01, 0.2, 0.21, 0.81, 1, 1.5].map((cell) => shadeOf(cell, heat))
    assert.deepEqual(shades, [0, 1, 1, 2, 5, 5, 5])
    assert.isNull(shadeOf(null, heat))
    assert.isNull(shadeOf(0.5, share))
  })
})

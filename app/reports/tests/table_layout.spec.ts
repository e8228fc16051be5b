import { test } from '@japa/runner'
import { tableLayout } from '../table_layout.js'

const column = (label: string, text: string, count = 1) =>
  Array.from({ length: count }, () => ({ label, text }))

const layoutOf = (...columns: { label: string; text: string }[]) =>
  tableLayout(
    columns.map(({ label }) => label),
    [columns.map(({ text }) => text)]
  )

test.group('reports/table layout [R10]', () => {
  test('few short columns are as wide as what is in them, upright', ({ assert }) => {
    const { flipped, size, widths } = layoutOf(...column('窓口', '本庁窓口', 5))
    assert.isFalse(flipped)
    assert.equal(size, 9.5)
    assert.isNull(widths)
  })

  test('long Japanese gives way; a code keeps its line', ({ assert }) => {
    const { flipped, widths } = layoutOf(
      ...column('リンク番号', 'K7QX-2B4D-9MNT', 2),
      ...column('内容', '電子証明書の更新と暗証番号の再設定のため、駅前行政センター三階の窓口へ')
    )
    assert.isFalse(flipped)
    const [code, other, text] = widths!
    assert.equal(code, other)
    assert.isAbove(code, 14 * 0.6 * 9.5 * 0.3528 + 4)
    assert.closeTo(code + other + text, 180, 0.01)
  })

  test('many columns lie on their side, in smaller letters where their words need it', ({
    assert,
  }) => {
    const dates = (count: number) => layoutOf(...column('受取期限', '2026/11/29', count))
    assert.deepInclude(dates(9), { flipped: true, size: 8.5 })
    assert.deepInclude(dates(12), { flipped: true, size: 7.5 })
    assert.deepInclude(dates(14), { flipped: true, size: 6.5 })
  })
})

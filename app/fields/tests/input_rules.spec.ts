import { test } from '@japa/runner'
import { isLongerThan } from '../graphemes.js'
import { underRule } from '../input_rules.js'
import type { InputRule } from '#app/module_kit/main'

test.group('fields/input rules [R72]', () => {
  for (const [rule, written, expected] of [
    ['any', ' ｱ①𠮷 ', ' ｱ①𠮷 '],
    ['katakana', 'ﾔﾏﾀﾞ はなこ', 'ヤマダ　ハナコ'],
    ['katakana', 'ヴィクトリア・ｴﾑ', 'ヴィクトリア・エム'],
    ['katakana', '山田', null],
    ['katakana', 'Yamada', null],
    ['hiragana', 'ヤマダ ハナコ', 'やまだ　はなこ'],
    ['hiragana', '山田', null],
    ['digits', '１２３', '123'],
    ['digits', '12-3', null],
    ['digits', '①', null],
    ['alphanumeric', 'ＡＢ１２', 'AB12'],
    ['alphanumeric', 'AB-12', null],
    ['half_width', 'ＡＢ　（１）', 'AB (1)'],
    ['half_width', '山', null],
    ['full_width', 'AB ｶﾞ(1)', 'ＡＢ　ガ（１）'],
    ['full_width', '𠮷野家×3°', '𠮷野家×３°'],
    ['full_width', 'é', null],
  ] as [InputRule, string, string | null][]) {
    test(`${rule}: 「${written}」 ${expected === null ? 'is refused' : `is 「${expected}」`}`, ({
      assert,
    }) => {
      assert.equal(underRule(rule, written), expected)
    })
  }

  test('length is counted in characters as people count them', ({ assert }) => {
    assert.isFalse(isLongerThan('𠮷野邉\u{E0104}', 3))
    assert.isTrue(isLongerThan('𠮷野邉\u{E0104}子', 3))
    assert.isFalse(isLongerThan('が'.normalize('NFD'), 1))
    assert.isTrue(isLongerThan('a' + '\u0301'.repeat(1000), 3), 'a pile of accents is no character')
  })
})

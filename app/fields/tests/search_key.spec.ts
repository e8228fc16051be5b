import { test } from '@japa/runner'
import { searchKey } from '../search_key.js'

test.group('fields/search key', () => {
  for (const [a, b] of [
    ['髙﨑　はなこ', '高崎ハナコ'],
    ['渡邉\u{E0104}', '渡辺'],
    ['𠮷野', '吉野'],
    ['齋藤', '斉藤'],
    ['斎藤', '齊藤'],
    ['冨田', '富田'],
    ['峯岸靜', '峰岸静'],
    ['\uFA10本', '塚本'],
    ['ｶﾞｯﾂ', 'ガツツ'],
    ['ＡＢＣ１２３', 'abc123'],
    ['キャサリン・ジョーンズ', 'キヤサリンジヨーンズ'],
  ]) {
    test(`「${a}」 is found as 「${b}」`, ({ assert }) => {
      assert.equal(searchKey(a), searchKey(b))
    })
  }

  test('different names stay different', ({ assert }) => {
    assert.notEqual(searchKey('高崎'), searchKey('高﨑子'))
    assert.notEqual(searchKey('ハナコ'), searchKey('バナコ'))
  })
})

import { test } from '@japa/runner'
import fc from 'fast-check'
import i18nManager from '@adonisjs/i18n/services/main'
import { asMessage, forStaff, fromStaff, isPlain, mergeFieldsOf } from '../merge_fields.js'

const fields = [
  { name: 'number', label: '受付番号', example: '12' },
  { name: 'counter', label: '窓口', example: '本庁窓口' },
]

test.group('wording/merge fields', () => {
  test('are written in Japanese and stored by name, in any braces', ({ assert }) => {
    const written = '受付番号は{受付番号}、場所は｛ 窓口 ｝です。'
    const { text } = fromStaff(written, fields)
    assert.equal(text, '受付番号は{number}、場所は{counter}です。')
    assert.equal(forStaff(text!, fields), '受付番号は{受付番号}、場所は{窓口}です。')
  })

  test('an unknown one is named', ({ assert }) => {
    assert.deepEqual(fromStaff('{氏名}さん、{受付番号}', fields).unknown, ['{氏名}'])
  })

  test('a sentence that counts by grammar is left to its language', ({ assert }) => {
    assert.isTrue(isPlain('番号は{number}です'))
    assert.isFalse(isPlain('{count, plural, one {# seat} other {# seats}}'))
  })

  test('are those of the product’s own sentence, in the words of its module', ({ assert }) => {
    const found = mergeFieldsOf(
      '{number}と{number}、{key}',
      'reservation',
      i18nManager.locale('ja')
    )
    assert.deepEqual(
      found.map(({ label }) => label),
      ['受付番号', 'アクセスキー']
    )
  })

  test('whatever a municipality writes is shown to the letter, its blanks filled in', ({
    assert,
  }) => {
    const i18n = i18nManager.locale('ja')
    const signs = fc.constantFrom(..."'{}<>#|,", '受', '{number}', 'a', ' ', '\n', '𠮷', '&')
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 20 }), (parts) => {
        const { text } = fromStaff(parts.join(''), fields)
        fc.pre(text !== undefined)
        const shown = i18n.formatRawMessage(asMessage(text!), { number: '12' })
        assert.equal(shown, text!.replaceAll('{number}', '12'))
      })
    )
  })
})

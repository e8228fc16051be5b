import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import type { FieldValues } from '#app/module_kit/main'
import { createMunicipality } from '#tests/support/municipality'
import { added, both, facts, ja, sample, setOf } from './support.js'
import { buildFieldSet } from '../field_set_of.js'
import type { StoredField } from '../definitions.js'

/** The sample's fields with one change. */
const withStored = (...stored: StoredField[]) => buildFieldSet(sample, 1, stored)

const messages = (read: { errors?: { field: string; message: string }[] }) =>
  (read.errors ?? []).map(({ field, message }) => `${field}: ${message}`)

test.group('fields/reading a form [R23] [R73]', () => {
  test('only what is asked for on this side is read, and names stay byte for byte', async ({
    assert,
  }) => {
    const set = await withStored()
    const name = ' 山田\uFA10 𠮷髙邉\u{E0104}\u3000'
    const { values } = await set.read('public', { name, kana: 'ヤマダ', stranger: 'x' }, ja())
    assert.deepEqual(values, { name })
  })

  test('必須 is asked for by the field’s own name, on its own side only', async ({ assert }) => {
    const set = await withStored({ key: 'name', label: { ja: '受け取る方' } })
    const refused = await set.read('public', { name: ' \u3000' }, ja())
    assert.deepEqual(messages(refused), ['name: 受け取る方を入力してください。'])
    assert.deepEqual((await set.read('staff', {}, ja())).values, {})
  })

  test('a choice is asked for with the words of a choice', async ({ assert }) => {
    const set = await withStored(
      { key: 'card', use: both('required') },
      { key: 'name', use: both('unused') }
    )
    assert.deepEqual(messages(await set.read('public', {}, ja())), ['card: 表示を選んでください。'])
    assert.deepEqual(messages(await set.read('public', { card: 'maybe' }, ja())), [
      'card: 表示を選んでください。',
    ])
    assert.deepEqual((await set.read('public', { card: 'yes' }, ja())).values, { card: 'yes' })
  })

  test('表示のみ and 使用しない take nothing, whatever is sent', async ({ assert }) => {
    for (const use of ['display_only', 'unused'] as const) {
      const set = await withStored({ key: 'name', use: both(use) })
      assert.deepEqual((await set.read('public', { name: '山田' }, ja())).values, {})
    }
  })

  test('several boxes are one answer, and one message leads to the first', async ({ assert }) => {
    const set = await withStored(
      { key: 'name', split: true },
      { key: 'birthday', use: both('required') }
    )
    const date = { year: '1980', month: '2', day: '30' }
    const refused = await set.read(
      'public',
      { name: { family: '山田\u0007' }, birthday: date },
      ja()
    )
    assert.lengthOf(refused.errors!, 2)
    assert.match(messages(refused)[0], /^name: 氏名に、使えない文字/)
    assert.match(messages(refused)[1], /^birthday: .*日付が正しくありません。$/)
    const [name, birthday] = set.inputs('public', ja(), { birthday: date })
    assert.equal(name.id, 'name')
    assert.deepEqual(birthday.value, date)

    const { values } = await set.read(
      'public',
      { name: { family: 'DE LA CRUZ', given: 'MARÍA' }, birthday: { ...date, day: '29' } },
      ja()
    )
    assert.deepEqual(values, {
      name: { family: 'DE LA CRUZ', given: 'MARÍA' },
      birthday: '1980-02-29',
    })
  })

  test('a character that was lost on the way here is none of a name', async ({ assert }) => {
    const set = await withStored()
    const refused = await set.read('public', { name: '山田\uFFFD' }, ja())
    assert.match(messages(refused)[0], /^name: 氏名に、使えない文字/)
  })

  test('a credential is named and placed here, and read by its owner', async ({ assert }) => {
    const set = await withStored({ key: 'password' }, { key: 'name', use: both('unused') })
    const { values } = await set.read('public', { password: 'secret' }, ja())
    assert.deepEqual(values, {})
    const [input] = set.inputs('public', ja(), { password: 'secret' })
    assert.isTrue(input.credential)
    assert.isUndefined(input.value)
    assert.deepEqual(set.rows('public', { password: 'x' }, ja()), [])
  })

  test('what its owner keeps elsewhere is read and shown but not stored', async ({ assert }) => {
    const set = await withStored({ key: 'name', use: both('unused') })
    const { values } = await set.read('public', { email: 'hanako@example.jp' }, ja())
    assert.deepEqual(values, { email: 'hanako@example.jp' })
    assert.deepEqual(set.storable(values!), {})
    assert.deepEqual(set.rows('public', values!, ja()), [
      { label: 'メールアドレス', value: 'hanako@example.jp' },
    ])
    assert.deepEqual(set.rows('public', {}, ja()), [], 'a record has no line for it')
  })
})

test.group('fields/every standard type', () => {
  const cases: [string, Record<string, any>, unknown, unknown, string][] = [
    ['core.text', {}, ' あ い　', 'あ い', 'あ い'],
    ['core.text', { inputRule: 'digits' }, '１２', '12', '12'],
    ['core.textarea', {}, 'a\r\nb\r\n', 'a\nb', 'a\nb'],
    ['core.kana', {}, 'やまだ ﾊﾅｺ', 'ヤマダ　ハナコ', 'ヤマダ　ハナコ'],
    ['core.kana', { split: true }, { family: 'やまだ', given: '' }, { family: 'ヤマダ' }, 'ヤマダ'],
    [
      'core.name',
      { split: true },
      { family: ' A ', given: 'B' },
      { family: ' A ', given: 'B' },
      ' A 　B',
    ],
    ['core.date', {}, 'S55.6.10', '1980-06-10', '1980年6月10日（昭和55年6月10日）'],
    ['core.date', {}, '昭和20年月日不詳', '昭和20年月日不詳', '昭和20年月日不詳'],
    ['core.date', {}, '1960-00-00', '1960-00-00', '1960-00-00'],
    [
      'core.date',
      { split: true },
      { year: '2000', month: '2', day: '9' },
      '2000-02-09',
      '2000年2月9日（平成12年2月9日）',
    ],
    ['core.postal_code', {}, '〒２６０－００１３', '2600013', '〒260-0013'],
    [
      'core.postal_code',
      { split: true },
      { first: '260', second: '0013' },
      '2600013',
      '〒260-0013',
    ],
    ['core.phone', {}, '０４３（１２３）４５６７', '043-123-4567', '043-123-4567'],
    [
      'core.phone',
      { split: true },
      { area: '043', exchange: '123', line: '4567' },
      '043-123-4567',
      '043-123-4567',
    ],
    ['core.email', {}, 'ａ@example.jp', 'a@example.jp', 'a@example.jp'],
    ['core.number', {}, '－１２', -12, '-12'],
    ['core.number', {}, '-0', 0, '0'],
    ['core.yes_no', {}, 'no', false, 'いいえ'],
    ['core.address', {}, '青葉野市 1-2 ', '青葉野市 1-2 ', '青葉野市 1-2 '],
  ]
  for (const [type, options, sent, stored, shown] of cases) {
    test(`${type} reads ${JSON.stringify(sent)}`, async ({ assert }) => {
      const set = await withStored(
        { key: 'extra_1', type, ...facts('項目', { use: both('required'), ...options }) },
        { key: 'name', use: both('unused') }
      )
      const read = await set.read('public', { extra_1: sent }, ja())
      assert.deepEqual(read.values, { extra_1: stored } as FieldValues, messages(read).join())
      const [row] = set.rows('public', read.values!, ja()).filter(({ label }) => label === '項目')
      assert.equal(row.value, shown)
    })
  }

  for (const [type, options, sent, sentence] of [
    ['core.text', { maxLength: 2 }, '𠮷𠮷𠮷', '項目は2文字以内で入力してください。'],
    ['core.text', {}, 'a\nb', '項目に、使えない文字'],
    ['core.text', {}, 'a\u0000b', '項目に、使えない文字'],
    ['core.text', {}, '\ud842', '項目に、使えない文字'],
    ['core.name', {}, ['a'], '項目を入力してください。'],
    ['core.address', {}, { a: 'b' }, '項目を入力してください。'],
    ['core.kana', {}, '山田', '項目はカタカナで入力してください。'],
    ['core.date', {}, '昭和', '項目の日付が正しくありません。'],
    ['core.date', { split: true }, { year: '2000' }, '項目の日付が正しくありません。'],
    ['core.postal_code', {}, '260', '項目は7桁の数字で'],
    ['core.phone', {}, '123', '項目は市外局番から'],
    ['core.email', {}, 'a', '項目の形が正しくありません。'],
    ['core.number', {}, '1.5', '項目は整数で入力してください。'],
    ['core.number', {}, '9999999999999', '項目は-999999999999から999999999999までで'],
    ['core.yes_no', {}, 'x', '項目を選んでください。'],
    [
      'core.choices',
      { choices: [{ value: 'a', label: { ja: 'A' }, retired: true }] },
      ['a'],
      '項目を選んでください。',
    ],
  ] as [string, Record<string, any>, unknown, string][]) {
    test(`${type} refuses ${JSON.stringify(sent)}`, async ({ assert }) => {
      const set = await withStored(
        { key: 'extra_1', type, ...facts('項目', { use: both('required'), ...options }) },
        { key: 'name', use: both('unused') }
      )
      const read = await set.read('public', { extra_1: sent }, ja())
      assert.lengthOf(messages(read), 1)
      assert.include(messages(read)[0], sentence)
    })
  }

  test('複数選択 keeps the order they are offered in and shows retired ones', async ({
    assert,
  }) => {
    const choices = ['a', 'b', 'c'].map((value) => ({
      value,
      label: { ja: value.toUpperCase() },
      retired: value === 'c',
    }))
    const set = await withStored(
      { key: 'extra_1', type: 'core.choices', ...facts('項目', { choices }) },
      { key: 'name', use: both('unused') }
    )
    const { values } = await set.read('staff', { extra_1: ['b', 'a', ''] }, ja())
    assert.deepEqual(values, { extra_1: ['a', 'b'] })
    const [row] = set.rows('staff', { extra_1: ['a', 'c', 'z'] }, ja())
    assert.deepEqual(row, { label: '項目', value: 'A、C、z' })
  })

  test('a date that is not a day is edited in one box, where its days are chosen from lists', async ({
    assert,
  }) => {
    const set = await withStored({ key: 'birthday', use: both('optional') })
    const input = (value: string) =>
      set.inputs('staff', ja(), { birthday: value }).find(({ key }) => key === 'birthday')!
    assert.equal(input('1980-06-10').control!.kind, 'parts')
    assert.deepEqual(input('1980-06-10').value, { year: '1980', month: '6', day: '10' })
    assert.equal(input('昭和20年月日不詳').control!.kind, 'line')
    const years = (input('1980-06-10').control as any).parts[0].control.options
    assert.include(
      years.map(({ label }: any) => label),
      '1989年（昭和64年・平成元年）'
    )
  })
})

test.group('fields/words [R130]', () => {
  test('an alias counts in every language that has none of its own', async ({ assert }) => {
    const set = await withStored({
      key: 'name',
      label: { 'ja': '受け取る方', 'ja-simple': 'うけとる 人' },
    })
    const label = (locale: string) => set.inputs('public', i18nManager.locale(locale))[0].label
    assert.deepEqual(['ja', 'ja-simple', 'en'].map(label), [
      '受け取る方',
      'うけとる 人',
      '受け取る方',
    ])
  })

  test('residents get HTML’s words for their own data, staff do not', async ({ assert }) => {
    const set = await withStored(
      { key: 'name', split: true },
      { key: 'birthday', use: both('optional') }
    )
    const [name, birthday] = set.inputs('public', ja())
    assert.deepEqual(name.autocomplete, { family: 'family-name', given: 'given-name' })
    assert.deepEqual(birthday.autocomplete, {
      year: 'bday-year',
      month: 'bday-month',
      day: 'bday-day',
    })
    assert.deepEqual(set.inputs('staff', ja())[0].autocomplete, { family: 'off', given: 'off' })
  })
})

test.group('fields/old records', () => {
  test('an archived, a switched off and an unknown field are still shown to staff', async ({
    assert,
  }) => {
    const set = await withStored(
      { key: 'name', use: both('unused') },
      { key: 'extra_1', type: 'core.text', ...facts('備考'), archived: true },
      { key: 'extra_2', type: 'gone.colour', ...facts('色') }
    )
    const values = { name: '山田', extra_1: 'x', extra_2: '#fff', extra_3: 'y' }
    assert.deepEqual(set.rows('staff', values, ja()), [
      { label: '氏名', value: '山田' },
      { label: '備考', value: 'x' },
      { label: '色', value: '#fff' },
      { label: 'extra_3', value: 'y' },
    ])
    assert.deepEqual(await set.read('staff', values, ja()), { values: {} })
  })

  test('columns are those staff see, in words for people and plain for files', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: [] })
    const key = await added(municipality, 'core.date', facts('希望日'))
    const set = await setOf(municipality)
    const columns = set.columns(ja())
    assert.deepEqual(
      columns.map(({ label }) => label),
      ['氏名', '希望日']
    )
    const values = { [key]: '2026-11-23' }
    assert.deepEqual(
      columns.map((column) => column.show(values)),
      ['', '2026年11月23日（令和8年11月23日）']
    )
    assert.deepEqual(
      columns.map((column) => column.plain(values)),
      ['', '2026-11-23']
    )
  })
})

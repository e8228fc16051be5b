import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { setField } from '#tests/support/fields'
import { createMunicipality } from '#tests/support/municipality'
import { storeResidents } from '../actions/store_residents.js'
import { readBirthDate } from '../birth_date.js'
import { E_RESIDENT_NUMBER_TAKEN } from '../errors.js'
import { findResident } from '../queries/find_resident.js'
import { searchResidents } from '../queries/search_residents.js'
import { residentSubject } from '../resident_subject.js'
import { inTown, office, rowsOf, store, TARO } from './support.js'

const FORM = {
  resident_number: '0001',
  name: '髙﨑\u3000太郎',
  kana: 'たかさき　たろう',
  sex: '1',
  birth_date: '昭和20年3月4日',
  postal_code: '999-0001',
  address: '青葉野市中央一丁目2番3号',
  phone: '０９９９－１２－３４５６',
  note: '',
}

const idIn = (location: string) => location.split('/').at(-1)!

test.group('residents/register [R55] [R105]', () => {
  test('registers somebody as the form says, with a link code', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const form = await visitor.get(`${base}/new`)
    const sent = await visitor.submit(form, /new$/, { ...FORM, issue_code: 'yes' })
    assert.equal(sent.status, 303)
    const page = (await visitor.get(sent.location)).words()
    for (const shown of ['0001', '髙﨑\u3000太郎', 'タカサキ', '昭和20年3月4日', '利用中']) {
      assert.include(page, shown.replace('\u3000', ' '))
    }
    assert.match(page, /リンク番号 [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)
    assert.lengthOf(await entriesOf(municipality, 'residents.register'), 1)
    assert.lengthOf(await entriesOf(municipality, 'link_codes.issue'), 1)
  })

  test('keeps names and addresses byte for byte', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    /** 塚 U+FA10 and 神 U+FA19 do not survive NFC; 葛 with a variation selector is another glyph; 𠮷 is two units. */
    const name = '\uFA10本\u3000\uFA19𠮷葛\u{E0101}が\u3099'
    const address = ' \uFA10市\uFA19町1\uFF0D2 '
    const form = await visitor.get(`${base}/new`)
    const sent = await visitor.submit(form, /new$/, { ...FORM, name, address })
    const resident = await inTown(municipality, () => findResident(idIn(sent.location)))
    assert.equal(resident.values.name, name)
    assert.equal(resident.values.address, address)
    const page = await visitor.get(sent.location)
    assert.include(page.text, name)
    for (const typed of ['塚本', '\uFA10本']) {
      const found = await inTown(municipality, () =>
        searchResidents({ name: typed, match: 'prefix' })
      )
      assert.lengthOf(found.residents, 1, typed)
    }
  })

  test('what was lost on the way is refused, in every box', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const form = await visitor.get(`${base}/new`)
    for (const box of [
      'resident_number',
      'name',
      'kana',
      'birth_date',
      'address',
      'note',
    ] as const) {
      const value = box === 'birth_date' ? '昭和20年月日不詳\uFFFD' : `${FORM[box]}\uFFFD`
      const answer = await visitor.submit(form, /new$/, { ...FORM, [box]: value })
      assert.equal(answer.status, 422, box)
    }
    assert.lengthOf(await rowsOf(municipality, 'residents'), 0)
  })

  test('a birthday that is not known stays what was received', async ({ assert }) => {
    for (const [text, kind, date] of [
      ['昭和20年3月4日', 'exact', '1945-03-04'],
      ['Ｓ２０．３．４', 'exact', '1945-03-04'],
      ['昭和20年月日不詳', 'partial', undefined],
      ['1960-00-00', 'partial', undefined],
      ['S200000', 'partial', undefined],
      ['年月日不詳', 'unknown', undefined],
      ['0000-00-00', 'unknown', undefined],
    ] as const) {
      const birth = readBirthDate(text)!
      assert.deepEqual([birth.kind, birth.date, birth.text], [kind, date, text], text)
    }
    for (const text of ['', '昭和20年13月1日', '2001-02-30', 'きのう']) {
      assert.isUndefined(readBirthDate(text), text)
    }
    const { municipality, visitor, base } = await office()
    const form = await visitor.get(`${base}/new`)
    const sent = await visitor.submit(form, /new$/, { ...FORM, birth_date: '昭和20年月日不詳' })
    assert.include((await visitor.get(sent.location)).words(), '昭和20年月日不詳')
    const edit = await visitor.get(`${sent.location}/edit`)
    assert.include(edit.text, 'value="昭和20年月日不詳"')
    assert.lengthOf(await rowsOf(municipality, 'residents'), 1)
  })

  test('says what is missing, and that a 住民ID belongs to somebody else', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const form = await visitor.get(`${base}/new`)
    const empty = await visitor.submit(form, /new$/)
    assert.equal(empty.status, 422)
    for (const sentence of ['住民IDを入力', '氏名を入力', 'フリガナを入力', '住所を入力']) {
      assert.include(empty.words(), sentence)
    }
    await store(municipality, [{ number: '0001', values: TARO }])
    const taken = await visitor.submit(form, /new$/, { ...FORM, resident_number: '００-01' })
    assert.equal(taken.status, 422)
    assert.include(taken.words(), 'ほかの住民が使っています')
    assert.lengthOf(await rowsOf(municipality, 'residents'), 1)
  })

  test('a 個人番号 is refused, wherever it is written', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const form = await visitor.get(`${base}/new`)
    for (const fields of [
      { note: '番号は 1234 5678 9018 です' },
      { resident_number: '123456789018' },
    ]) {
      const refused = await visitor.submit(form, /new$/, { ...FORM, ...fields })
      assert.equal(refused.status, 422)
      assert.include(refused.words(), '個人番号')
    }
    assert.lengthOf(await rowsOf(municipality, 'residents'), 0)
  })

  test('a 住民票コード is refused as well, where the digits are no telephone number or 住民ID', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const form = await visitor.get(`${base}/new`)
    const refused = await visitor.submit(form, /new$/, { ...FORM, note: 'コード 12345-678903' })
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '住民票コードと思われる')
    assert.lengthOf(await rowsOf(municipality, 'residents'), 0)
    const fine = { ...FORM, phone: '09012345604', resident_number: '12345678903' }
    assert.equal((await visitor.submit(form, /new$/, fine)).status, 303)
  })

  test('of two who change the same resident the second is told', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    const form = await visitor.get(`${base}/${id}/edit`)
    const first = await visitor.submit(form, /edit$/, { ...FORM, name: '山田 太郎' })
    assert.equal(first.status, 303)
    const second = await visitor.submit(form, /edit$/, { ...FORM, name: '鈴木 太郎' })
    assert.equal(second.status, 409)
    assert.include(second.words(), 'ほかの人が先に変更した')
    const { values } = await inTown(municipality, () => findResident(id))
    assert.equal(values.name, '山田 太郎')
    const [entry] = await entriesOf(municipality, 'residents.change')
    assert.includeMembers(entry.detail.fields, ['name', 'building'])
    assert.notInclude(JSON.stringify(entry), '山田')
  })

  test('a municipality renames and switches off what it registers; what is stored stays [R57] [R95]', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    await setField(municipality, 'note', 'unused', {}, residentSubject)
    await setField(
      municipality,
      'kana',
      { public: 'unused', staff: 'optional' },
      { label: { ja: 'よみがな' } },
      residentSubject
    )
    const form = await visitor.get(`${base}/${id}/edit`)
    assert.include(form.words(), 'よみがな')
    assert.notInclude(form.words(), '備考')
    const sent = await visitor.submit(form, /edit$/, { ...FORM, kana: '' })
    assert.equal(sent.status, 303)
    const { values } = await inTown(municipality, () => findResident(id))
    assert.equal(values.note, TARO.note)
    assert.isUndefined(values.kana)
  })
})

test.group('residents/storing many', () => {
  test('one number that is taken, and nobody of the file is stored', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    await store(municipality, [{ number: '5', values: TARO }])
    const many = Array.from({ length: 2_500 }, (_, i) => ({
      number: String(i === 2_400 ? 5 : i + 100),
      values: TARO,
    }))
    await assert.rejects(() => store(municipality, many), E_RESIDENT_NUMBER_TAKEN)
    assert.lengthOf(await rowsOf(municipality, 'residents'), 1)
  })

  test('new and known ones together', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: ['resident-registry'] })
    const [id] = await store(municipality, [{ number: '1', values: TARO }])
    const ids = await inTown(municipality, async () => {
      const before = await findResident(id)
      return storeResidents([
        { number: '2', values: { name: '新人', kana: 'シンジン' } },
        { before, number: '1', values: { ...before.values, name: '改姓 太郎' } },
      ])
    })
    assert.equal(ids[1], id)
    const found = await inTown(municipality, () => searchResidents({ number: '', state: 'active' }))
    assert.deepEqual(
      found.residents.map(({ number, values }) => [number, values.name]),
      [
        ['1', '改姓 太郎'],
        ['2', '新人'],
      ]
    )
  })
})

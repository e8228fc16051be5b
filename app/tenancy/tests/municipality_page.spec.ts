import { test } from '@japa/runner'
import { municipalities } from '#app/tenancy/main'
import { entriesOf } from '#app/audit/tests/support'
import { administered, day } from '#app/staff/tests/support'
import { Visitor } from '#tests/support/browserless'

const FACTS = {
  municipality_name: '青葉野市',
  municipality_kana: 'アオバノシ',
  header_title: '窓口のご予約',
  postal_code: '〒２６０－００１３',
  address: '中央一丁目1番1号',
  department: '市民課',
  phone: '０４３（１２３）４５６７',
  fax: '',
  email: 'card@city.example.jp',
  homepage: 'https://www.city.example.jp/',
  visible: 'yes',
  display_order: '１０',
}

test.group('municipality/page [R71]', () => {
  test('stores the contact block, reads full-width digits, and shows it to residents at once', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const page = await visitor.get(`${base}/municipality`)
    assert.include(page.words(), municipality.code)
    const saved = await visitor.submit(page, /municipality$/, FACTS)
    assert.equal(saved.status, 303)

    const stored = await municipalities.byId(municipality.id)
    assert.containsSubset(stored, {
      name: '青葉野市',
      postalCode: '2600013',
      phone: '043-123-4567',
      fax: null,
      code: municipality.code,
      slug: municipality.slug,
    })
    const calendar = await new Visitor().get(`/${municipality.slug}/accessibility`)
    assert.include(calendar.words(), '窓口のご予約')
    assert.include(calendar.words(), '260-0013')
    assert.include(calendar.words(), '市民課')
    assert.include(calendar.text, `href="/${municipality.slug}/accessibility"`)

    const [entry] = await entriesOf(municipality, 'core.update_municipality')
    assert.deepEqual(entry.detail.changes.postal_code, { from: null, to: '2600013' })
    assert.notProperty(entry.detail.changes, 'visible')
  })

  test('refuses what cannot be and changes nothing', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const page = await visitor.get(`${base}/municipality`)
    for (const [changes, sentence] of [
      [{ municipality_name: ' ' }, '自治体名を入力してください'],
      [{ municipality_kana: 'あおば' }, '自治体名（カナ）は全角カタカナで'],
      [{ postal_code: '260-001' }, '郵便番号は7桁の数字で'],
      [{ phone: '123' }, '電話番号は市外局番から'],
      [{ homepage: 'javascript:alert(1)' }, 'ホームページの形が正しくありません'],
      [{ display_order: '-1' }, '表示順は0から9999まで'],
      [{ visible: '' }, '表示を'],
    ] as [Record<string, string>, string][]) {
      const refused = await visitor.submit(page, /municipality$/, { ...FACTS, ...changes })
      assert.equal(refused.status, 422, sentence)
      assert.include(refused.words(), sentence)
    }
    assert.lengthOf(await entriesOf(municipality, 'core.update_municipality'), 0)
  })

  test('not shown: residents find nothing, staff keep working', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const page = await visitor.get(`${base}/municipality`)
    await visitor.submit(page, /municipality$/, { ...FACTS, visible: 'no' })
    assert.equal((await new Visitor().get(`/${municipality.slug}/calendar`)).status, 404)
    assert.equal((await visitor.get(base)).status, 200)
  })

  test('outside its period residents find nothing, within it they do', async ({ assert }) => {
    const { municipality, base, visitor } = await administered({ modules: ['reservation'] })
    const page = await visitor.get(`${base}/municipality`)
    for (const [valid_from, valid_until, status] of [
      [day(1), '', 404],
      ['', day(-1), 404],
      [day(0), day(0), 200],
      ['', '', 200],
    ] as [string, string, number][]) {
      await visitor.submit(page, /municipality$/, { ...FACTS, valid_from, valid_until })
      const answer = await new Visitor().get(`/${municipality.slug}/look-up`)
      assert.equal(answer.status, status, `${valid_from} ～ ${valid_until}`)
    }
    const backwards = { ...FACTS, valid_from: day(2), valid_until: day(1) }
    assert.equal((await visitor.submit(page, /municipality$/, backwards)).status, 422)
  })
})

import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { formatReadableCode, issueLinkCodes, makeReadableCode, traceOf } from '#app/exchange/main'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { assignLinkCode, reassignLinkCode, withdrawLinkCode } from '../actions/assign_link_codes.js'
import { changeStanding } from '../actions/change_standing.js'
import { readBirthDate } from '../birth_date.js'
import { MOST, searchResidents } from '../queries/search_residents.js'
import type { ResidentSearch } from '../resident_search.js'
import { denyView, find, inTown, office, rowsOf, store, TARO } from './support.js'

/** A town of a few whom it is easy to take for each other. */
async function town() {
  const municipality = await createMunicipality({ modules: ['resident-registry'] })
  const ids = await store(municipality, [
    { number: '0003', values: TARO },
    { number: '0001', values: { ...TARO, name: '高崎 花子', kana: 'タカサキ ハナコ' } },
    { number: '0002', values: { name: '渡邉\u{E0104}\u3000太', kana: 'ワタナベ フトシ' } },
    {
      number: 'A-100',
      values: {
        name: { family: 'DE LA CRUZ', given: 'JUAN' },
        kana: 'デラクルス フアン',
        birth_date: readBirthDate('1960-00-00') as unknown as Record<string, string>,
        address: '東京都千代田区西ケ丘三丁目4-5 ハイツ緑',
      },
    },
  ])
  const numbers = async (search: ResidentSearch) =>
    (await inTown(municipality, () => searchResidents(search))).residents.map(
      ({ number }) => number
    )
  return { municipality, ids, numbers }
}

/** How many grams all residents have together. */
const gramsIn = async (municipality: Parameters<typeof rowsOf>[0]) =>
  (await rowsOf(municipality, 'resident_grams')).reduce((n, { places }) => n + places.length / 2, 0)

test.group('residents/search [R55]', () => {
  test('finds by each condition and by several at once, in the order of 住民ID', async ({
    assert,
  }) => {
    const { numbers } = await town()
    for (const [search, expected] of [
      [{ number: '000' }, ['0001', '0002', '0003']],
      [{ number: 'ａ１' }, ['A-100']],
      [{ name: '高崎', match: 'prefix' }, ['0001', '0003']],
      [{ name: '髙﨑太', match: 'prefix' }, ['0003']],
      [{ name: '﨑太', match: 'partial' }, ['0003']],
      [{ name: '太郎', match: 'prefix' }, []],
      [{ name: '太郎', match: 'partial' }, ['0003']],
      [{ name: '渡辺', match: 'prefix' }, ['0002']],
      [{ name: 'たかさき', match: 'prefix' }, ['0001', '0003']],
      [{ name: 'ｻｷﾊﾅ', match: 'partial' }, ['0001']],
      [{ name: 'タ', match: 'prefix' }, ['0001', '0003']],
      [{ name: 'de la', match: 'prefix' }, ['A-100']],
      [{ name: 'デラ', match: 'prefix' }, ['A-100']],
      [{ birthDate: '1945-03-04' }, ['0001', '0003']],
      [{ birthDate: '1960-01-01' }, []],
      [{ postalCode: '9990001' }, ['0001', '0003']],
      [{ phone: '0999123456', email: 'taro@EXAMPLE.jp' }, ['0001', '0003']],
      [{ address: '中央1丁目' }, ['0001', '0003']],
      [{ address: 'コーポ椿102' }, []],
      [{ address: 'コーポ椿' }, ['0001', '0003']],
      [{ address: '西ヶ丘' }, ['A-100']],
      [
        { name: 'タカサキ', match: 'prefix', birthDate: '1945-03-04', address: '中央' },
        ['0001', '0003'],
      ],
      [{ name: 'タカサキタ', match: 'prefix', postalCode: '9990001', number: '0' }, ['0003']],
      [{ state: 'active' }, ['0001', '0002', '0003', 'A-100']],
      [{ state: 'suspended' }, []],
    ] as [ResidentSearch, string[]][]) {
      assert.deepEqual(await numbers(search), expected, JSON.stringify(search))
    }
  })

  test('pairs of characters that stand apart are not taken for the name', async ({ assert }) => {
    const { municipality, numbers } = await town()
    await store(municipality, [{ number: '9', values: { name: '山', kana: 'アイウイエ' } }])
    assert.deepEqual(await numbers({ name: 'アイエ', match: 'partial' }), [])
    assert.deepEqual(await numbers({ name: 'イウイ', match: 'partial' }), ['9'])
  })

  test('a link code on an old letter finds whose it was, and the page says what became of it', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const [id] = await store(municipality, [{ number: '0003', values: TARO }])
    const [first, second] = await inTown(municipality, async () => {
      const old = await assignLinkCode(id)
      return [old, await reassignLinkCode(id, '紛失')]
    })
    const shown = async (code: string) => (await find(visitor, base, { link_code: code })).words()
    assert.include(await shown(first), '0003')
    assert.include(await shown(first), '新しい番号に替わっています')
    assert.include(await shown(second), '0003')
    assert.notInclude(await shown(second), 'いまは使えません')
    await inTown(municipality, () => withdrawLinkCode(id, '誤送付'))
    assert.include(await shown(second), '停止されています')
  })

  test('a link code finds its resident however it is typed', async ({ assert }) => {
    const { municipality, ids, numbers } = await town()
    const code = await inTown(municipality, () => assignLinkCode(ids[0]))
    const { codes } = await inTown(municipality, () => issueLinkCodes(1))
    assert.deepEqual(await numbers({ linkCode: code.toLowerCase() }), ['0003'])
    assert.deepEqual(await numbers({ linkCode: codes[0] }), [])
    assert.deepEqual(await numbers({ linkCode: 'AAAA-AAAA-AAAA' }), [])
  })

  test('a changed name is found by the new one and not by the old one', async ({ assert }) => {
    const { municipality, numbers } = await town()
    const [before] = (await inTown(municipality, () => searchResidents({ number: '0003' })))
      .residents
    const grams = await gramsIn(municipality)
    await store(municipality, [
      { before, number: '0004', values: { ...before.values, name: '鈴木' } },
    ])
    assert.deepEqual(await numbers({ name: '鈴木', match: 'prefix' }), ['0004'])
    assert.deepEqual(await numbers({ name: '髙﨑太郎', match: 'prefix' }), [])
    assert.deepEqual(await numbers({ name: 'タカサキ', match: 'prefix' }), ['0001', '0004'])
    assert.isBelow(await gramsIn(municipality), grams)
  })

  test('lists the first of very many, and says that there are more', async ({ assert }) => {
    const { municipality } = await town()
    await store(
      municipality,
      Array.from({ length: MOST + 7 }, (_, i) => ({
        number: `M${String(i).padStart(5, '0')}`,
        values: { name: '佐藤', kana: 'サトウ' },
      }))
    )
    const found = await inTown(municipality, () =>
      searchResidents({ name: 'サトウ', match: 'prefix' }, 10)
    )
    assert.deepEqual([found.total, found.more, found.lastPage], [MOST, true, 10])
    assert.equal(found.residents.at(-1)!.number, 'M00499')
  })

  test('nobody is found by what another municipality has stored', async ({ assert }) => {
    await town()
    const elsewhere = await createMunicipality({ modules: ['resident-registry'] })
    const found = await inTown(elsewhere, () => searchResidents({ name: '高崎', match: 'prefix' }))
    assert.lengthOf(found.residents, 0)
  })
})

test.group('residents/search page [R55] [R56]', () => {
  test('keeps what was asked out of addresses and titles, and turns pages all the same', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    await store(
      municipality,
      Array.from({ length: 60 }, (_, i) => ({
        number: String(1000 + i),
        values: { ...TARO, name: `髙﨑 ${i}` },
      }))
    )
    const page = await find(visitor, base, { resident_name: '高崎', born_on: 'S20.3.4' })
    assert.equal(page.status, 200)
    assert.include(page.words(), '髙﨑 0')
    const asked = decodeURIComponent(page.address)
    for (const told of ['高崎', '髙﨑', '1945', 'S20']) assert.notInclude(asked, told)
    assert.notMatch(page.text.match(/<title>.*<\/title>/)![0], /高崎|髙﨑/)
    const next = page.text.match(/href="([^"]*page=2[^"]*)"/)![1].replaceAll('&amp;', '&')
    assert.include((await visitor.get(next)).words(), '髙﨑 59')
  })

  test('the conditions of one member of staff open for nobody else', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    await store(municipality, [{ number: '0001', values: TARO }])
    const page = await find(visitor, base, { resident_name: '高崎' })
    const other = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'system_administrator')
    )
    const answer = await other.get(page.address)
    assert.equal(answer.status, 410)
    assert.notInclude(answer.words(), '髙﨑')
    assert.include(answer.words(), 'もう一度検索してください')
  })

  test('says what is wrong with conditions that find nobody or everybody', async ({ assert }) => {
    const { visitor, base } = await office()
    for (const [fields, sentence] of [
      [{}, '条件を一つ以上'],
      [{ resident_name: '髙', match: 'partial' }, '2文字以上'],
      [{ town: '1-2-3' }, '数字のほかに2文字以上'],
      [{ born_on: '昭和20年13月1日' }, '生年月日の日付が正しくありません'],
    ] as [Record<string, string>, string][]) {
      const page = await find(visitor, base, fields)
      assert.equal(page.status, 422, sentence)
      assert.include(page.words(), sentence)
    }
    assert.include(
      (await find(visitor, base, { resident_name: '誰' })).words(),
      '条件に合う住民はいません'
    )
  })

  test('the log says who looked for what kind of thing, and whom they saw, but no name', async ({
    assert,
  }) => {
    const { municipality, staff, visitor, base } = await office()
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    await find(visitor, base, {
      resident_name: '高崎',
      born_on: '1945-03-04',
      resident_number: '0',
    })
    const [entry] = await entriesOf(municipality, 'residents.search')
    assert.deepEqual(entry.detail, {
      conditions: ['name', 'birthDate'],
      match: 'prefix',
      residentNumber: '0',
      count: 1,
      shown: 1,
    })
    assert.equal(entry.staff_login, staff.loginId)
    const seen = await entriesOf(municipality, 'residents.list')
    assert.deepEqual(
      seen.map(({ subject_id }) => subject_id),
      [id]
    )
    const all = JSON.stringify(await entriesOf(municipality))
    for (const told of ['高崎', '髙﨑', '1945']) assert.notInclude(all, told)
  })
})

test.group('residents/what was typed where numbers belong [R45]', () => {
  test('a 個人番号 is refused before anything is looked for or noted', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    for (const box of ['resident_number', 'link_code']) {
      const refused = await find(visitor, base, { [box]: '1234 5678 9018' })
      assert.equal(refused.status, 422)
      assert.include(refused.words(), '個人番号（マイナンバー）と思われる')
    }
    assert.lengthOf(await entriesOf(municipality, 'residents.search'), 0)
  })

  test('the log names a 住民ID somebody has and what can be a link code, of anything else a trace', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    await store(municipality, [{ number: '0001', values: TARO }])
    const code = makeReadableCode()
    await find(visitor, base, { resident_number: '高崎太郎' })
    await find(visitor, base, { link_code: 'タカサキ' })
    await find(visitor, base, { link_code: formatReadableCode(code) })
    await find(visitor, base, { resident_number: '0001' })
    const entries = await entriesOf(municipality, 'residents.search')
    assert.deepEqual(
      entries.map(({ detail }) => detail.residentNumber ?? detail.linkCode),
      [traceOf('高崎太郎'), traceOf('タカサキ'), code, '0001']
    )
    const { address } = await find(visitor, base, { resident_number: '高崎' })
    const { _csrf } = (await visitor.get(base)).forms()[0].fields
    const conditions = new URL(address, 'http://here').searchParams.get('conditions')!
    assert.equal((await visitor.post(`${base}/export`, { _csrf, conditions })).status, 200)
    const [exported] = await entriesOf(municipality, 'residents.export')
    assert.equal(exported.detail.residentNumber, traceOf('高崎'))
  })
})

test.group('residents/access [R56] [R94]', () => {
  test('without the permission names and addresses are hidden, and nobody counts as seen', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    const matrix = `/${municipality.slug}/staff/permissions/counter_clerk`
    const clerk = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk')
    )
    assert.include((await clerk.get(`${base}/${id}`)).words(), '太郎')

    await denyView(municipality, 'counter_clerk')
    const page = await clerk.get(`${base}/${id}`)
    assert.equal(page.status, 200, matrix)
    const list = await find(clerk, base, { resident_number: '0001' })
    for (const shown of [page, list]) {
      assert.include(shown.words(), '表示する権限がありません')
      for (const personal of ['太郎', 'タカサキ', '中央', '1945', '0999']) {
        assert.notInclude(shown.text, personal)
      }
    }
    assert.lengthOf(await entriesOf(municipality, 'residents.list'), 0)
    assert.include((await visitor.get(`${base}/${id}`)).words(), '太郎')
  })

  test('who may neither search nor see gets nothing, and the attempt is logged', async ({
    assert,
  }) => {
    const { municipality, base } = await office()
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    for (const role of ['proxy_operator', 'auditor'] as const) {
      const outside = await signedIn(municipality.slug, await createStaff(municipality, role))
      for (const path of [base, `${base}/${id}`, `${base}/new`, `${base}/link-codes`]) {
        assert.equal((await outside.get(path)).status, 403, `${role} ${path}`)
      }
    }
    const denied = await entriesOf(municipality, 'resident-registry.search')
    assert.lengthOf(denied, 4)
  })

  test('the page of a resident leads to everybody who saw it', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const [id] = await store(municipality, [{ number: '0001', values: TARO }])
    const page = await visitor.get(`${base}/${id}`)
    const link = page.text.match(/href="([^"]*\/staff\/audit[^"]*)"/)![1].replaceAll('&amp;', '&')
    const history = await visitor.get(link)
    assert.include(history.words(), '住民の登録内容の閲覧')
    assert.lengthOf(await entriesOf(municipality, 'residents.view'), 1)
  })

  test('an export of too many is refused, and that somebody tried is in the log', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    await store(
      municipality,
      Array.from({ length: 10_001 }, (_, i) => ({ number: `1${i}`, values: { name: '青' } }))
    )
    const page = await find(visitor, base, { resident_number: '1' })
    const refused = await visitor.submit(page, /export$/)
    assert.equal(refused.status, 303)
    const [entry] = await entriesOf(municipality, 'residents.export')
    assert.equal(entry.result, 'denied')
    assert.equal(entry.detail.reason, 'too_many')
  }).timeout(60_000)

  test('an export holds what was found, and the log how many and who', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const ids = await store(municipality, [
      { number: '0001', values: TARO },
      { number: '0002', values: { ...TARO, name: '髙﨑 次郎' } },
      { number: '0003', values: { name: '鈴木', kana: 'スズキ' } },
    ])
    await inTown(municipality, () => changeStanding(ids[2], 'deregister', '転出'))
    const page = await find(visitor, base, { resident_number: '000' })
    const file = await visitor.submit(page, /export$/)
    const lines = file.text.trim().split('\r\n')
    assert.lengthOf(lines, 4)
    assert.include(lines[1], '髙﨑\u3000太郎')
    assert.include(lines[1], '1945-03-04')
    assert.match(lines[3], /^0003,登録抹消,/)
    assert.notInclude(file.text, '鈴木')
    const [entry] = await entriesOf(municipality, 'residents.export')
    assert.equal(entry.detail.count, 3)
    assert.lengthOf(await entriesOf(municipality, 'residents.export_record'), 2)

    const manager = await createStaff(municipality, 'counter_manager')
    const other = await signedIn(municipality.slug, manager)
    const theirs = await find(other, base, { resident_number: '000' })
    assert.isUndefined(theirs.forms().find(({ action }) => /export$/.test(action)))
    const { _csrf } = theirs.forms()[0].fields
    assert.equal((await other.post(`${base}/export`, { _csrf, conditions: 'x' })).status, 403)
  })
})

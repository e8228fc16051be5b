import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { keyedHash } from '#app/exchange/main'
import type { Visitor } from '#tests/support/browserless'
import { createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { E_IMPORT_MOVED_ON } from '../errors.js'
import { changeStanding } from '../actions/change_standing.js'
import { cancelImport, forgetOldImports } from '../actions/end_import.js'
import storedResidents from '../queries/stored_residents.js'
import tendImports from '../jobs/tend_imports.js'
import { searchResidents } from '../queries/search_residents.js'
import {
  check,
  cp932,
  csv,
  LINES,
  type Office,
  piecesOf,
  registered,
  selected,
  send,
  work,
  write,
} from './import_support.js'
import { denyView, inTown, office, rowsOf } from './support.js'

const RECORD_CODE = '24727059608'
const MY_NUMBER = '123456789018'

test.group('residents/import [PG3] [R57]', () => {
  test('a file in UTF-8, with a BOM or in CP932 ends in the register, byte for byte', async ({
    assert,
  }) => {
    const text = csv(...LINES)
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), cp932(text)]) {
      const here = await office()
      const { address, page } = await check(here, bytes)
      assert.match(page.words(), /新しく登録 3行 .*変更 0行 .*変わらない 0行 .*誤り 0行/)
      assert.lengthOf(await registered(here.municipality), 0)
      const done = await write(here, address, 'none')
      assert.include(done.words(), '新しく登録：3人')
      const residents = await registered(here.municipality)
      assert.deepEqual(
        residents.map(({ number, values }) => [number, values.name, values.sex, values.birth_date]),
        [
          ['0001', '髙﨑　太郎', '1', { kind: 'exact', date: '1945-03-04', text: 'S20.3.4' }],
          ['0002', '渡邉 花子', '2', { kind: 'partial', text: '昭和20年月日不詳' }],
          ['0003', 'DE LA CRUZ JUAN', '1', { kind: 'exact', date: '1960-01-02', text: '19600102' }],
        ]
      )
      const found = await inTown(here.municipality, () =>
        searchResidents({ name: '高崎', match: 'prefix' })
      )
      assert.equal(found.total, 1)
      assert.equal(await piecesOf(here.municipality), 0)
    }
  }).timeout(60_000)

  test('characters only Unicode has come through', async ({ assert }) => {
    const here = await office()
    const name = '𠮷田\u3000葛\u{E0100}\uFA10\uF9DC'
    const { address } = await check(
      here,
      csv(`9,${name},ヨシダ,1,1960-00-00,青葉野市１丁目,090-1111-2222`)
    )
    await write(here, address, 'none')
    const [resident] = await registered(here.municipality)
    assert.equal(resident.values.name, name)
    assert.equal(resident.values.address, '青葉野市１丁目')
  })

  test('the same file again changes nothing; a changed line shows what it changes', async ({
    assert,
  }) => {
    const here = await office()
    await write(here, (await check(here, csv(...LINES))).address, 'none')
    const before = await rowsOf(here.municipality, 'residents')
    const again = await check(here, csv(...LINES))
    assert.include(again.page.words(), '変わらない 3行')
    assert.include(again.page.words(), '取り込む行がありません')

    const moved = LINES[1].replace('駅前町1', '浜通り77')
    const { address, page } = await check(here, csv(LINES[0], moved, LINES[2]))
    assert.include(page.words(), '変更 1行')
    assert.match(page.words(), /0002 住所 青葉野市駅前町1 青葉野市浜通り77/)
    const file = await here.visitor.get(`${address}/changes`)
    assert.deepEqual(file.text.replace('\uFEFF', '').trim().split('\r\n'), [
      '行,住民ID,項目,いま,取り込み後',
      '3,0002,住所,青葉野市駅前町1,青葉野市浜通り77',
    ])
    const [taken] = await entriesOf(here.municipality, 'residents.import_changes')
    assert.equal(taken.detail.count, 1)
    assert.include((await write(here, address, 'none')).words(), '変更：1人')
    const after = await rowsOf(here.municipality, 'residents')
    assert.deepEqual(
      after.map(({ version }) => version).sort(),
      before.map((_, i) => (i === 2 ? 2 : 1))
    )
    assert.lengthOf(await entriesOf(here.municipality, 'residents.import_record'), 4)
  })

  test('what the file has no column for stays, and an empty cell empties', async ({ assert }) => {
    const here = await office()
    await write(here, (await check(here, csv(...LINES))).address, 'none')
    const without = csv(LINES[0].replace('090-1234-5678', ''))
    await write(here, (await check(here, without)).address, 'none')
    const [resident] = await registered(here.municipality)
    assert.isUndefined(resident.values.phone)
    const fewer = csv(LINES[2]).replaceAll(/,[^,\r]*\r/g, '\r')
    const { page } = await check(here, fewer)
    assert.include(page.words(), '変わらない 1行')
  })

  test('whoever may not see is shown which fields change, and no value', async ({ assert }) => {
    const here = await office()
    await write(here, (await check(here, csv(...LINES))).address, 'none')
    await denyView(here.municipality, 'system_administrator')
    const { page } = await check(here, csv(LINES[1].replace('駅前町1', '浜通り77')))
    assert.include(page.words(), '0002 住所')
    assert.notInclude(page.words(), '駅前町')
    assert.notInclude(page.words(), '浜通り')
  })
})

test.group('residents/imports', () => {
  test('are all listed, twenty on a page, above what a file may have', async ({ assert }) => {
    const here = await office()
    const { location } = await send(here, csv(...LINES))
    await inTown(here.municipality, () =>
      db.rawQuery(
        `INSERT INTO resident_imports (municipality_id, encoding, columns_sealed, staff_id,
                                       staff_login, file_pieces, created_at)
         SELECT municipality_id, encoding, columns_sealed, staff_id, staff_login, 0, now() + '1 s'
           FROM resident_imports, generate_series(1, 20)`
      )
    )
    const first = await here.visitor.get(`${here.base}/imports`)
    assert.include(first.words(), '64MBまで')
    assert.notInclude(first.text, location)
    assert.include((await here.visitor.get(`${here.base}/imports?page=2`)).text, location)
  })
})

test.group('residents/import, who sees the file', () => {
  test('whoever sent it, and whoever may see residents; for others columns have numbers', async ({
    assert,
  }) => {
    const here = await office()
    const { location } = await send(here, csv(...LINES))
    const colleague = await createStaff(here.municipality, 'system_administrator')
    const visitor = await signedIn(here.municipality.slug, colleague)
    const seenBy = async (person: Visitor) => (await person.get(location)).words()
    assert.include(await seenBy(here.visitor), 'タカサキ タロウ')
    assert.include(await seenBy(visitor), 'タカサキ タロウ')
    const [theirs] = await entriesOf(here.municipality, 'residents.import_view')
    assert.equal(theirs.subject_id, location.split('/').at(-1))
    assert.lengthOf(await entriesOf(here.municipality, 'residents.import_view'), 2)

    await denyView(here.municipality, 'system_administrator')
    assert.include(await seenBy(here.visitor), 'タカサキ タロウ')
    const page = await seenBy(visitor)
    for (const hidden of ['タカサキ', '青葉野市', '宛名']) assert.notInclude(page, hidden)
    assert.match(page, /3列目 表示する権限がありません/)
    assert.lengthOf(await entriesOf(here.municipality, 'residents.import_view'), 3)
  })
})

test.group('residents/import, wrong lines', () => {
  const WRONG = [
    LINES[0],
    '0002,渡邉 花子,ワタナベ ハナコ,3,昭和99年99月,青葉野市駅前町1,',
    ',名前,ナマエ,1,1960-01-01,住所,',
    '0001,名前,ナマエ,1,1960-01-01,住所,',
    '0005,名前,ナマエ,1,1960-01-01',
    LINES[2],
  ]

  test('are named with line and column, and nothing of what stands there', async ({ assert }) => {
    const here = await office()
    const { address, page } = await check(here, csv(...WRONG))
    assert.include(page.words(), '誤り 4行')
    const file = await here.visitor.get(`${address}/mistakes`)
    assert.include(file.headers.get('content-type'), 'text/csv')
    const lines = file.text.trim().split('\r\n')
    assert.equal(lines[0].replace('\uFEFF', ''), '行,列,内容')
    assert.match(lines[1], /^3,性別,/)
    assert.match(lines[2], /^3,生年月日,/)
    assert.match(lines[3], /^4,住民ID,/)
    assert.match(lines[4], /^5,,2行目と同じ住民IDです/)
    assert.match(lines[5], /^6,,列の数/)
    assert.lengthOf(lines, 6)
    for (const value of ['渡邉', '花子', '99', '名前']) assert.notInclude(file.text, value)
  })

  test('leave all of it out, or are left out themselves', async ({ assert }) => {
    const here = await office()
    const { address, page } = await check(here, csv(...WRONG))
    assert.notMatch(page.text, /value="none"/)
    const form = page.forms().find(({ action }) => /write$/.test(action))!
    await here.visitor.post(form.action, { ...form.fields, wrong_lines: 'none' })
    await work(here, address)
    assert.lengthOf(await registered(here.municipality), 0)
    const done = await write(here, address, 'skip')
    assert.match(done.words(), /新しく登録：2人.*誤りの行：4行/)
    assert.lengthOf(await registered(here.municipality), 2)
  })

  test('somebody deregistered is not brought back by a file', async ({ assert }) => {
    const here = await office()
    await write(here, (await check(here, csv(...LINES))).address, 'none')
    const [resident] = await registered(here.municipality)
    await inTown(here.municipality, () => changeStanding(resident.id, 'deregister', '転出'))
    const { page } = await check(here, csv(LINES[0].replace('太郎', '次郎')))
    assert.include(page.words(), '登録抹消された住民のため')
  })

  test('somebody deregistered after the check is left out and counted, or stops all of it', async ({
    assert,
  }) => {
    const here = await office()
    await write(here, (await check(here, csv(...LINES))).address, 'none')
    const [resident] = await registered(here.municipality)
    const moved = csv(...LINES.map((line) => line.replace('青葉野市', '青葉野市大字')))
    const whole = await check(here, moved)
    const parts = await check(here, moved)
    await inTown(here.municipality, () => changeStanding(resident.id, 'deregister', '転出'))

    const refused = await write(here, whole.address, 'none')
    assert.include(refused.words(), '2行目の住民は、ファイルを確かめたあとで登録抹消されました')
    const versions = async () =>
      (await rowsOf(here.municipality, 'residents')).map(({ version }) => version)
    const before = await versions()

    const done = await write(here, parts.address, 'skip')
    assert.match(done.words(), /変更：2人、取り込まなかった誤りの行：1行/)
    assert.match(done.words(), /変更 2行 .*誤り 1行/)
    assert.include(done.words(), '登録抹消された住民のため')
    const added = (await versions()).reduce((sum, n) => sum + n) - before.reduce((a, n) => a + n)
    assert.equal(added, 2)
  })

  test('a letter that cannot be read is a mistake of its line, wherever it stands', async ({
    assert,
  }) => {
    const here = await office()
    const text = csv(...LINES, '0004,名@前,ナマエ,1,不詳@,住所,')
    /** 0xFD is no character of CP932. */
    const pieces = text.split('@').flatMap((piece) => [cp932(piece), Buffer.of(0xfd)])
    const broken = Buffer.concat(pieces.slice(0, -1))
    const { address, page } = await check(here, broken)
    assert.include(page.words(), '誤り 1行')
    assert.match(page.words(), /5 氏名 読めない文字/)
    const done = await write(here, address, 'skip')
    assert.include(done.words(), '新しく登録：3人')
  })

  test('a file that is none, or whose quote never ends, is refused with its line', async ({
    assert,
  }) => {
    const here = await office()
    assert.equal((await send(here, '')).status, 422)
    assert.equal((await send(here, csv())).status, 422)
    const broken = await send(here, csv(LINES[0], '0002,"never'))
    assert.equal(broken.status, 422)
    assert.equal(await piecesOf(here.municipality), 0)
  })

  test('columns are remembered by what they were, and needed ones are asked for', async ({
    assert,
  }) => {
    const here = await office()
    const text = csv(...LINES)
      .replace('フリガナ', '読み')
      .replace('住民ID', '宛名番号')
    const { location } = await send(here, text)
    const page = await here.visitor.get(location)
    assert.include(page.words(), 'タカサキ タロウ')
    const chosen = selected(page)
    assert.equal(chosen['columns[0]'], 'number')
    assert.equal(chosen['columns[2]'], '')
    const refused = await here.visitor.submit(page, /columns$/, chosen)
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '「フリガナ」の列を選んでください')
    const twice = await here.visitor.submit(page, /columns$/, { ...chosen, 'columns[2]': 'name' })
    assert.include(twice.words(), '「氏名」に二つ以上')
    await here.visitor.submit(page, /columns$/, { ...chosen, 'columns[2]': 'kana' })
    assert.include((await here.visitor.get(location)).words(), '進み具合：0%')
    await work(here, location)
    assert.include((await here.visitor.get(location)).words(), '新しく登録 3行')
    const next = await here.visitor.get((await send(here, text)).location)
    assert.equal(selected(next)['columns[2]'], 'kana')
    await here.visitor.submit(next, /columns$/, { ...selected(next), 'columns[6]': '' })
    const without = await here.visitor.get((await send(here, text)).location)
    assert.equal(selected(without)['columns[6]'], '', 'left out, although it is called 電話番号')
    await here.visitor.submit(without, /columns$/, { ...selected(without), 'columns[6]': 'phone' })
    const again = await here.visitor.get((await send(here, text)).location)
    assert.equal(selected(again)['columns[6]'], 'phone')
    const remembered = await rowsOf(here.municipality, 'resident_import_columns')
    for (const { row } of remembered) assert.notInclude(row, '読み')
    /** Under the key that stays when APP_KEY changes. */
    const token = keyedHash('resident import column', `${here.municipality.id} 読み`)
    assert.include(
      remembered.map(({ header_token: kept }) => kept),
      token.readBigInt64BE(0).toString()
    )
  })
})

/** Refused for a 住民票コード before anything of it was kept. */
async function assertNothingKept(assert: Assert, here: Office, content: string, line: number) {
  const answer = await send(here, content)
  assert.equal(answer.status, 422)
  assert.include(answer.words(), `${line}行目に、住民票コード`)
  assert.notInclude(answer.text, RECORD_CODE)
  assert.lengthOf(await rowsOf(here.municipality, 'resident_imports'), 0)
  assert.equal(await piecesOf(here.municipality), 0)
  const [entry] = await entriesOf(here.municipality, 'residents.import_refused')
  assert.deepEqual(entry.detail, { line, reason: 'record_code' })
}

test.group('residents/import, numbers that may not be kept', () => {
  test('a 個人番号 anywhere stops the file before anything is kept', async ({ assert }) => {
    for (const line of [
      LINES[1].replace('0002', MY_NUMBER),
      LINES[1].replace('駅前町1', '駅前町 1234-5678-9018'),
      `${LINES[1]},${MY_NUMBER}`,
    ]) {
      const here = await office()
      const answer = await send(here, csv(LINES[0], line, LINES[2]))
      assert.equal(answer.status, 422)
      assert.include(answer.words(), '3行目に、個人番号')
      assert.notInclude(answer.text, MY_NUMBER)
      assert.lengthOf(await rowsOf(here.municipality, 'resident_imports'), 0)
      assert.equal(await piecesOf(here.municipality), 0)
      const [entry] = await entriesOf(here.municipality, 'residents.import_refused')
      assert.deepEqual(entry.detail, { line: 3, reason: 'my_number' })
    }
  }).timeout(60_000)

  test('a 住民票コード stops it too, in line 1 as well, and nobody is shown a line of it', async ({
    assert,
  }) => {
    for (const [line, ...lines] of [
      [3, LINES[0], LINES[1].replace('0002', RECORD_CODE), LINES[2]],
      [3, LINES[0], LINES[1].replace('駅前町1', `駅前町 ${RECORD_CODE}`), LINES[2]],
      [3, LINES[0], `${LINES[1]}${RECORD_CODE}`, LINES[2]],
    ] as [number, ...string[]][]) {
      const here = await office()
      await assertNothingKept(assert, here, csv(...lines), line)
    }
    const here = await office()
    const headless = LINES[1].replace('0002', RECORD_CODE)
    await assertNothingKept(assert, here, [headless, LINES[2], ''].join('\r\n'), 1)
  }).timeout(60_000)

  test('a column somebody says is another is looked at once more', async ({ assert }) => {
    const here = await office()
    const numbers = csv(LINES[0], LINES[1])
      .replace('電話番号', '宛名番号')
      .replace('0001', RECORD_CODE)
      .replace('0002', '24727059601')
      .replace('090-1234-5678', '0001')
      .replace('駅前町1,', '駅前町1,0002')
    const { location } = await send(here, numbers)
    const page = await here.visitor.get(location)
    const chosen = { ...selected(page), 'columns[0]': '', 'columns[6]': 'number' }
    await here.visitor.submit(page, /columns$/, chosen)
    await work(here, location)
    assert.include((await here.visitor.get(location)).words(), '2行目に、住民票コード')
    assert.equal(await piecesOf(here.municipality), 0)
    assert.lengthOf(await registered(here.municipality), 0)
  })

  test('telephone numbers and an office’s own numbers of eleven digits are none', async ({
    assert,
  }) => {
    /** Both have the check digit of a 住民票コード, by chance. */
    const phone = '09012345604'
    const { isResidentRecordCode } = await import('#app/exchange/main')
    const chance = [...'0123456789'].map((digit) => `0901234560${digit}`)
    const unlucky = chance.find(isResidentRecordCode) ?? phone
    assert.isTrue(isResidentRecordCode(unlucky))
    const here = await office()
    const { page } = await check(
      here,
      csv(
        LINES[0].replace('0001', RECORD_CODE).replace('090-1234-5678', unlucky),
        LINES[1].replace('0002', '24727059601')
      )
    )
    assert.include(page.words(), '新しく登録 2行')
  })
})

test.group('residents/import, ended and taken up again', () => {
  test('cancelled, it leaves neither file nor residents, and cannot go on', async ({ assert }) => {
    const here = await office()
    const { address, page } = await check(here, csv(...LINES))
    await here.visitor.submit(page, /cancel$/)
    assert.include((await here.visitor.get(address)).words(), '中止しました')
    assert.equal(await piecesOf(here.municipality), 0)
    await work(here, address)
    assert.lengthOf(await registered(here.municipality), 0)
    const id = address.split('/').at(-1)!
    await assert.rejects(
      () => inTown(here.municipality, () => cancelImport(id)),
      new E_IMPORT_MOVED_ON().message
    )
  })

  test('however it ends, what its columns were called goes too: line 1 may be somebody', async ({
    assert,
  }) => {
    const here = await office()
    const kept = async () =>
      (await rowsOf(here.municipality, 'resident_imports')).filter(
        ({ columns_sealed: columns }) => columns !== null
      )
    const stored = async () =>
      inTown(here.municipality, () => storedResidents({ i18n: i18nManager.locale('ja') }))
    const wrong = csv(...LINES, '0004,名前,ナマエ,9,1960-01-01,住所,')
    const done = await check(here, wrong)
    const cancelled = await check(here, wrong)
    assert.lengthOf(await kept(), 2)
    assert.deepEqual(await stored(), [{ label: '取り込み中のファイル', count: 2 }])

    await here.visitor.submit(cancelled.page, /cancel$/)
    const page = await write(here, done.address, 'skip')
    assert.lengthOf(await kept(), 0)
    assert.deepEqual(await stored(), [{ label: '住民情報', count: 3 }])
    assert.match(page.words(), /5 4列目 性別/)
    const file = await here.visitor.get(`${done.address}/mistakes`)
    assert.match(file.text, /5,4列目,/)
  })

  test('a file nobody goes on with for a day is deleted', async ({ assert }) => {
    const here = await office()
    await check(here, csv(...LINES))
    const age = (hours: number) =>
      inTown(here.municipality, async () => {
        await db.rawQuery(
          'UPDATE resident_imports SET touched_at = now() - make_interval(hours => ?)',
          [hours]
        )
        await forgetOldImports()
      })
    await age(23)
    assert.isAbove(await piecesOf(here.municipality), 0)
    await age(25)
    assert.equal(await piecesOf(here.municipality), 0)
  })

  test('work whose process is gone is taken up by the next minute’s job, once', async ({
    assert,
  }) => {
    const here = await office()
    const { address, page } = await check(here, csv(...LINES))
    await here.visitor.submit(page, /write$/, { wrong_lines: 'none' })
    const tend = () => tendImports({ municipalityId: here.municipality.id })
    await tend()
    assert.lengthOf(await registered(here.municipality), 0)
    await inTown(here.municipality, () =>
      db.rawQuery("UPDATE resident_imports SET touched_at = now() - interval '1 minute'", [])
    )
    await Promise.all([tend(), tend()])
    assert.lengthOf(await registered(here.municipality), 3)
    assert.include((await here.visitor.get(address)).words(), '新しく登録：3人')
  })

  test('the upload itself is gone once its request is answered', async ({ assert }) => {
    const here = await office()
    await send(here, csv(...LINES))
    await send(here, 'x')
    const folders = readdirSync(tmpdir()).filter((name) => name.startsWith('madoguchi-uploads-'))
    assert.isAbove(folders.length, 0)
    for (const { row } of await rowsOf(here.municipality, 'resident_import_pieces')) {
      assert.notInclude(row, '太郎')
    }
  })
})

test.group('residents/postal code', () => {
  test('suggests places of a code, also several across prefectures, and codes of a place', async ({
    assert,
  }) => {
    const { visitor, base } = await office()
    const answer = await visitor.get(`${base}/postal-code?code=498-0000`)
    const prefectures = new Set(
      JSON.parse(answer.text).places.map((place: { prefecture: string }) => place.prefecture)
    )
    assert.isTrue(prefectures.has('愛知県'))
    assert.deepEqual(JSON.parse((await visitor.get(`${base}/postal-code?code=1`)).text).places, [])
    const form = await visitor.get(`${base}/new`)
    const byPlace = await visitor.submit(form, /new$/, {
      suggest: 'place',
      city: '千代田区',
      town: '丸の内一丁目',
    })
    assert.include(byPlace.words(), '〒100-0005 東京都千代田区丸の内')
  })

  test('fills in empty boxes without JavaScript, and never touches what is written', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const form = await visitor.get(`${base}/new`)
    const typed = { postal_code: '261-0023', town: '中瀬二丁目', address: '千葉市美浜区中瀬' }
    const shown = await visitor.submit(form, /new$/, { ...typed, suggest: 'place' })
    assert.equal(shown.status, 200)
    const take = shown.text.match(/name="take" value="([^"]*)"/)![1]
    const filled = await visitor.submit(shown, /new$/, { ...typed, take })
    assert.match(filled.text, /name="city"[^>]*value="千葉市美浜区"/)
    assert.match(filled.text, /name="town"[^>]*value="中瀬二丁目"/)
    assert.match(filled.text, /name="address"[^>]*value="千葉市美浜区中瀬"/)
    assert.lengthOf(await rowsOf(municipality, 'residents'), 0)
  })
})

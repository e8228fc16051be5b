import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import {
  formatReadableCode,
  issueLinkCodes,
  makeReadableCode,
  revokeLinkCode,
} from '#app/exchange/main'
import type { Municipality } from '#app/tenancy/main'
import { assignLinkCode } from '../actions/assign_link_codes.js'
import { changeStanding } from '../actions/change_standing.js'
import { takeLinkCode } from '../actions/take_link_code.js'
import { residentStanding } from '../api.js'
import { findResident, liveCodeOf } from '../queries/find_resident.js'
import { check, cp932, csv, LINES, registered, write } from './import_support.js'
import { inTown, office, rowsOf, store, TARO } from './support.js'

/** Codes issued to nobody, as a box of cards brings them. */
const issued = (municipality: Municipality, count: number) =>
  inTown(municipality, async () => (await issueLinkCodes(count)).codes)

const codeOf = (municipality: Municipality, id: string) =>
  inTown(municipality, async () => liveCodeOf(await findResident(id)))

const FORM = {
  ...{ resident_number: '0001', name: '髙﨑　太郎', kana: 'タカサキ　タロウ', sex: '1' },
  ...{ birth_date: '昭和20年3月4日', address: '青葉野市中央一丁目2番3号' },
}

test.group('residents/link codes issued before [PG3] [R79]', () => {
  test('the form joins one to somebody new, and issues no other beside it', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const [code] = await issued(municipality, 1)
    const form = await visitor.get(`${base}/new`)
    const typed = formatReadableCode(code).toLowerCase()
    const sent = await visitor.submit(form, /new$/, {
      ...FORM,
      link_code: typed,
      issue_code: 'yes',
    })
    assert.equal(sent.status, 303)
    assert.equal(await codeOf(municipality, sent.location.split('/').at(-1)!), code)
    assert.equal(await inTown(municipality, () => residentStanding(code)), 'active')
    assert.lengthOf(await rowsOf(municipality, 'link_codes'), 1)
    assert.lengthOf(await entriesOf(municipality, 'residents.take_code'), 1)
  })

  test('the form says why one cannot be, and stores nothing', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    const [stopped] = await issued(municipality, 1)
    const [other] = await store(municipality, [{ number: '9', values: TARO }])
    const theirs = await inTown(municipality, async () => {
      await revokeLinkCode(stopped, '誤送付')
      return assignLinkCode(other)
    })
    const form = await visitor.get(`${base}/new`)
    for (const [code, sentence] of [
      ['ABC', 'リンク番号ではありません'],
      [makeReadableCode(), 'この自治体では発行されていません'],
      [stopped, '停止されています'],
      [theirs, 'ほかの住民のものです'],
    ]) {
      const answer = await visitor.submit(form, /new$/, { ...FORM, link_code: code })
      assert.equal(answer.status, 422, sentence)
      assert.include(answer.words(), sentence)
    }
    assert.lengthOf(await rowsOf(municipality, 'residents'), 1)
  })

  test('somebody registered gets one when they have none; two who want it take turns', async ({
    assert,
  }) => {
    const { municipality, visitor, base } = await office()
    const [code, another] = await issued(municipality, 2)
    const ids = await store(municipality, [
      { number: '1', values: TARO },
      { number: '2', values: TARO },
    ])
    const outcomes = await Promise.allSettled(
      ids.map((id, i) => inTown(municipality, () => takeLinkCode(id, String(i + 1), code)))
    )
    assert.sameMembers(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    const [has, hasNone] = outcomes[0].status === 'fulfilled' ? ids : [ids[1], ids[0]]
    assert.notInclude((await visitor.get(`${base}/${has}/edit`)).text, 'name="link_code"')
    const page = await visitor.get(`${base}/${hasNone}/edit`)
    const form = page.forms().find(({ action }) => /edit$/.test(action))!
    await visitor.post(form.action, { ...form.fields, ...FORM, link_code: another })
    assert.equal(await codeOf(municipality, hasNone), another)
  })
})

test.group('residents/import of link codes', () => {
  const file = (...lines: [string, string?][]) =>
    csv(...lines.map(([line, code = '']) => `${line},${code}`)).replace(/\r\n/, ',リンク番号\r\n')

  test('joins codes to new people and to known ones, and the same file again changes nothing', async ({
    assert,
  }) => {
    const here = await office()
    const [first, second] = await issued(here.municipality, 2)
    await write(here, (await check(here, csv(LINES[1]))).address, 'none')
    const content = cp932(
      file([LINES[0], formatReadableCode(first)], [LINES[1], second], [LINES[2]])
    )
    const { address, page } = await check(here, content)
    assert.match(page.words(), /新しく登録 2行 .*変更 1行/)
    assert.match(page.words(), new RegExp(`0002 リンク番号 （空欄） ${formatReadableCode(second)}`))
    const done = await write(here, address, 'none')
    assert.match(done.words(), /新しく登録：2人、変更：1人/)
    const residents = await registered(here.municipality)
    const codes = await Promise.all(residents.map(({ id }) => codeOf(here.municipality, id)))
    assert.deepEqual(codes, [first, second, null])
    const again = await check(here, content)
    assert.include(again.page.words(), '変わらない 3行')
  })

  test('a code that cannot be given is a mistake of its line', async ({ assert }) => {
    const here = await office()
    const [free, stopped] = await issued(here.municipality, 2)
    const [suspended] = await store(here.municipality, [{ number: '7', values: TARO }])
    await inTown(here.municipality, async () => {
      await revokeLinkCode(stopped, '誤送付')
      await changeStanding(suspended, 'suspend', '停止')
    })
    const numbered = (n: number) => LINES[0].replace('0001', String(n))
    const { page } = await check(
      here,
      file(
        ...([
          [numbered(1), 'ABC'],
          [numbered(2), makeReadableCode()],
          [numbered(3), stopped],
          [numbered(4), free],
          [numbered(5), free],
          [numbered(7), (await issued(here.municipality, 1))[0]],
        ] as [string, string][])
      )
    )
    const words = page.words()
    assert.match(words, /2 リンク番号 リンク番号ではありません/)
    assert.include(words, 'この自治体では発行されていません')
    for (const sentence of [
      '停止されています',
      '5行目と同じリンク番号',
      '利用停止・登録抹消の住民',
    ]) {
      assert.include(words, sentence)
    }
    assert.match(words, /新しく登録 1行 .*誤り 5行/)
  })

  test('a code somebody else got meanwhile stops all of it, or leaves its line out', async ({
    assert,
  }) => {
    const here = await office()
    const [code] = await issued(here.municipality, 1)
    const content = file([LINES[0], code], [LINES[1]])
    const whole = await check(here, content)
    const parts = await check(here, content)
    const [other] = await store(here.municipality, [{ number: '9', values: TARO }])
    await inTown(here.municipality, () => takeLinkCode(other, '9', code))
    const refused = await write(here, whole.address, 'none')
    assert.include(
      refused.words(),
      '2行目のリンク番号は、ファイルを確かめたあとで使えなくなりました'
    )
    const done = await write(here, parts.address, 'skip')
    assert.match(done.words(), /新しく登録：1人、変更：0人、取り込まなかった誤りの行：1行/)
    assert.lengthOf(await registered(here.municipality), 2)
  })
})

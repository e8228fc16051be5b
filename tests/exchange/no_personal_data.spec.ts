import { test } from '@japa/runner'
import { sentFeedsOf } from '#app/exchange/feeds'
import { installedModules } from '#app/module_system/main'
import cardProgress from '#modules/card-progress/module'
import reservation from '#modules/reservation/module'
import { foundAmong, PLANTED } from '#tests/support/careless'
import { everyValue } from '#tests/support/every_value'
import { twoSides } from '#tests/support/exchange'
import { hiddenIn } from '#tests/support/hidden'
import { plantedMonth } from '#tests/support/planted_month'
import { signedIn } from '#tests/support/staff_session'

/** What was planted, and parts of it in which somebody would still be recognised. */
const TEXTS = [
  ...Object.values(PLANTED),
  ...['山田', '吉太郎', '𠮷太郎', 'ヤマダ', 'ﾔﾏﾀﾞ', 'タロウ', '植込町', '三丁目', '昭和36年'],
  ...['yoshitaro', 'planted.example', '9876543', '19610403', '1961/04/03'],
]

/** The columns two modules say hold what somebody is or wrote. */
const PERSONAL = [reservation, cardProgress].flatMap(({ personalData }) =>
  Object.entries(personalData!.columns).flatMap(([table, columns]) =>
    Object.entries(columns)
      .filter(([, kind]) => kind === 'personal')
      .map(([column]) => `public.${table}.${column}`)
  )
)

test.group('exchange › no personal data [R19] [R96] [R110]', () => {
  test('after a busy month both sides hold who everybody is, and no file that crossed says it', async ({
    assert,
  }) => {
    const { cloud, office } = await twoSides()
    const { files, codes } = await plantedMonth(cloud, office)

    const stored = foundAmong(await everyValue([cloud.municipality, office.municipality]))
    const columns = new Set(stored.map((found) => found.split(': ')[0]))
    assert.isAbove(PERSONAL.length, 5)
    assert.includeMembers([...columns], PERSONAL)
    for (const planted of Object.values(PLANTED)) {
      assert.isTrue(
        stored.some((found) => found.endsWith(planted)),
        planted
      )
    }
    const visitor = await signedIn(office.municipality.slug, office.staff)
    const disclosed = await visitor.get(
      `/${office.municipality.slug}/staff/persons/link_code/${codes[0]}`
    )
    for (const planted of [PLANTED.name, PLANTED.address, PLANTED.email]) {
      assert.include(disclosed.words(), planted, 'the register is sealed, and holds it')
    }

    const sent = [cloud, office].flatMap(({ municipality }) => sentFeedsOf(municipality))
    const declared = installedModules().flatMap(({ exchange }) => exchange ?? [])
    assert.sameMembers(
      sent.map(({ feed }) => feed.name),
      declared.filter((one) => 'collect' in one).map(({ feed }) => feed.name)
    )
    const told = files.map((file) => file.toString()).join('\n')
    for (const { feed } of sent) assert.include(told, Object.keys(feed.columns).join(','))
    for (const code of codes) assert.include(told, code)
    for (const state of ['reserved', 'cancelled', 'arrived', 'no_show']) {
      assert.isAbove(told.split(`,${state}\r\n`).length, 5, state)
    }
    for (const state of ['open', 'closed']) {
      assert.isAbove(told.split(`,${state},`).length, 5, state)
    }

    const names = [cloud, office].map(({ staff }) => staff.loginId)
    for (const file of files) {
      assert.deepEqual(hiddenIn(file, [...TEXTS, ...names]), [], file.toString())
    }
  }).timeout(180_000)

  test('the scan finds what is in a file, whatever it was written in', ({ assert }) => {
    const written: Record<string, (sentence: string) => string | Buffer> = {
      plain: (sentence) => sentence,
      utf16: (sentence) => Buffer.from(sentence, 'utf16le'),
      hex: (sentence) => Buffer.from(sentence).toString('hex').toUpperCase(),
      base64: (sentence) => Buffer.from(sentence).toString('base64'),
      base64url: (sentence) => Buffer.from(`x${sentence}`).toString('base64url'),
      percent: (sentence) => encodeURIComponent(sentence),
      escaped: (sentence) =>
        sentence.replaceAll(
          /[^\x20-\x7e]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
        ),
    }
    for (const [form, write] of Object.entries(written)) {
      for (const text of TEXTS) {
        for (const before of ['', '-', '--']) {
          const row = Buffer.concat([
            Buffer.from('ABCDEFGHJKLM,open,HONCHO,'),
            Buffer.from(write(`${before}${text}様`)),
            Buffer.from(',\r\n'),
          ])
          assert.include(hiddenIn(row, TEXTS), text, form)
        }
      }
    }
    assert.deepEqual(hiddenIn(Buffer.from('ABCDEFGHJKLM,open,HONCHO,2026-11-29,\r\n'), TEXTS), [])
  })
})

import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { administered } from '#app/staff/tests/support'
import { tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { createStaff, setSettings } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'

/** So many hours from now, as the form sends it. */
const inHours = (hours: number) =>
  DateTime.now().setZone('Asia/Tokyo').plus({ hours }).toFormat("yyyy-MM-dd'T'HH:mm")

const NOTICE = { for_residents: 'yes', note: '電源設備の点検です。' }

async function withNotice(changes: Record<string, string>) {
  const office = await administered()
  const page = await office.visitor.get(`${office.base}/maintenance/new`)
  const answer = await office.visitor.submit(page, /maintenance$/, {
    ...NOTICE,
    ...{ shown_from: inHours(-1), starts_at: inHours(30), ends_at: inHours(32) },
    ...changes,
  })
  return { ...office, answer }
}

test.group('operations/maintenance notices [R114]', () => {
  test('is shown to residents in their language and to staff, from when it should be', async ({
    assert,
  }) => {
    const { municipality, base, visitor, answer } = await withNotice({})
    assert.equal(answer.status, 303)
    const resident = new Visitor()
    const page = await resident.get(`/${municipality.slug}/accessibility`)
    assert.match(page.words(), /システムの点検のため、.*から.*まで、ご利用になれません/)
    assert.include(page.words(), NOTICE.note)
    const english = await resident.get(`/${municipality.slug}/accessibility?lang=en`)
    assert.include(english.words(), 'because of maintenance')
    assert.include((await visitor.get(base)).words(), 'ご利用になれません')
    assert.include((await resident.get(`${base}/sign-in`)).words(), 'ご利用になれません')
    assert.lengthOf(await entriesOf(municipality, 'operations.announce_maintenance'), 1)
  })

  test('is not shown before its time, nor to residents when it is for staff', async ({
    assert,
  }) => {
    const early = await withNotice({ shown_from: inHours(2) })
    assert.notInclude((await early.visitor.get(early.base)).words(), 'ご利用になれません')
    assert.include((await early.visitor.get(`${early.base}/maintenance`)).words(), '予定')

    const inside = await withNotice({ for_residents: 'no' })
    const address = `/${inside.municipality.slug}/accessibility`
    assert.notInclude((await new Visitor().get(address)).words(), 'ご利用になれません')
    assert.include((await inside.visitor.get(inside.base)).words(), 'ご利用になれません')
  })

  test('is taken away at once when it is withdrawn', async ({ assert }) => {
    const { municipality, base, visitor } = await withNotice({})
    const page = await visitor.get(`${base}/maintenance`)
    assert.equal((await visitor.submit(page, /withdraw$/)).status, 303)
    await visitor.submit(page, /withdraw$/)
    const address = `/${municipality.slug}/accessibility`
    assert.notInclude((await new Visitor().get(address)).words(), 'ご利用になれません')
    assert.lengthOf(await entriesOf(municipality, 'operations.withdraw_notice'), 1)
  })

  test('all there ever were are listed, page by page', async ({ assert }) => {
    const { municipality, base, visitor } = await withNotice({})
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO maintenance_notices (municipality_id, starts_at, ends_at, shown_from, for_residents, note)
         SELECT ?, at, at + interval '1 hour', at - interval '1 day', true, 'その' || n
           FROM generate_series(1, 101) AS n
          CROSS JOIN LATERAL (SELECT '2026-01-01'::timestamptz - make_interval(days => n) AS at) AS day`,
        [municipality.id]
      )
    )
    assert.notInclude((await visitor.get(`${base}/maintenance`)).text, 'page=4')
    assert.include((await visitor.get(`${base}/maintenance?page=3`)).words(), '102')
  })

  test('an end before the beginning, or an announcement after it, is refused', async ({
    assert,
  }) => {
    for (const [changes, sentence] of [
      [{ ends_at: inHours(29) }, '終了日時が開始日時より前になっています。'],
      [{ shown_from: inHours(31) }, '開始日時は、知らせ始める日時より後にしてください。'],
      [{ starts_at: 'tomorrow' }, '開始日時の日時が正しくありません'],
    ] as const) {
      const { answer, base, visitor } = await withNotice(changes)
      assert.equal(answer.status, 422)
      assert.include(answer.words(), sentence)
      assert.include((await visitor.get(`${base}/maintenance`)).words(), 'お知らせはありません')
    }
  })
})

test.group('operations/support panel [R111] [R115] [R116]', () => {
  test('shows everybody whom to ask, and administrators whom to call at night', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    await setSettings(municipality.id, {
      'operations.support_hours': '平日9時～17時',
      'operations.support_phone': '0120-000-000',
      'operations.emergency_contact': '090-0000-0000',
    })
    const clerk = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk')
    )
    const forClerk = (await clerk.get(base)).words()
    assert.include(forClerk, '平日9時～17時')
    assert.include(forClerk, '0120-000-000')
    assert.notInclude(forClerk, '090-0000-0000')
    assert.include((await visitor.get(base)).words(), '090-0000-0000')

    const settings = await visitor.get(`${base}/settings/operations`)
    await visitor.submit(settings, /operations$/, {
      ...{ support_hours: '平日', support_phone: '', support_mail: '' },
      emergency_contact: '090-1111-1111',
    })
    assert.include((await visitor.get(base)).words(), '090-1111-1111')
    const [entry] = await entriesOf(municipality, 'core.change_settings')
    assert.notInclude(JSON.stringify(entry.detail), '090-')
    assert.deepEqual(entry.detail.changedToo, ['emergency_contact'])
  })
})

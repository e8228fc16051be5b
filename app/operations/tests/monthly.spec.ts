import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import noteAvailabilityOf from '#app/operations/jobs/note_availability'
import { administered } from '#app/staff/tests/support'
import { municipalities, suspendMunicipality, tenancy, type Municipality } from '#app/tenancy/main'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { noteAvailability } from '../actions/note_availability.js'
import { recordInquiry } from '../actions/save_inquiry.js'
import type { InquiryFacts } from '../inquiry.js'
import { availability } from '../queries/availability.js'

const spans = (municipality: { id: number }) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      'SELECT began_at AS began, seen_at AS seen, closed FROM availability_spans ORDER BY began_at'
    )
    return rows as { began: Date; seen: Date; closed: boolean }[]
  })

/** What the pages were seen to answer in, or to be closed, as in Tokyo. */
const seenBetween = (
  municipality: { id: number },
  times: [string, string][],
  { closed = false } = {}
) =>
  tenancy.run(municipality, () =>
    db.rawQuery(
      `INSERT INTO availability_spans (municipality_id, closed, began_at, seen_at)
       SELECT ?, ?, ("from" || '+09')::timestamptz, ("until" || '+09')::timestamptz
         FROM jsonb_to_recordset(?::jsonb) AS t ("from" text, "until" text)`,
      [
        municipality.id,
        closed,
        JSON.stringify(times.map(([from, until]) => ({ from, until }))),
      ] as any[]
    )
  )

/** Past any page. */
async function change(municipality: { id: number }, what: string) {
  await tenancy.run(municipality, () =>
    db.rawQuery(`UPDATE municipalities SET ${what} WHERE id = ?`, [municipality.id])
  )
  municipalities.forget()
}

/** Makes every sign older. */
const back = (municipality: { id: number }, interval: string) =>
  tenancy.run(municipality, () =>
    db.rawQuery(
      `UPDATE availability_spans SET began_at = began_at - ?::interval, seen_at = seen_at - ?::interval`,
      [interval, interval]
    )
  )

const rest = (municipality: { id: number }, from: string, until: string, withdrawn?: string) =>
  tenancy.run(municipality, () =>
    db.rawQuery(
      `INSERT INTO maintenance_notices
         (municipality_id, starts_at, ends_at, shown_from, for_residents, withdrawn_at)
       VALUES (?, ?::timestamptz, ?::timestamptz, '2025-01-01', true, ?::timestamptz)`,
      [municipality.id, `${from}+09`, `${until}+09`, withdrawn ? `${withdrawn}+09` : null] as any[]
    )
  )

const inJune = (municipality: Municipality) =>
  tenancy.run(municipality, () => availability('2026-06-01', '2026-06-30'))

const inquiry = (facts: Partial<InquiryFacts>): InquiryFacts => ({
  ...{ receivedOn: '2026-06-10', counterId: null, category: 'guidance', channel: 'phone' },
  ...{ question: '予約の変更のしかた', answer: null, state: 'open' },
  ...facts,
})

test.group('operations/availability [R113] [R114]', () => {
  test('a sign makes its span longer; after a silence another one begins', async ({ assert }) => {
    const municipality = await createMunicipality()
    await tenancy.run(municipality, noteAvailability)
    await back(municipality, '70 seconds')
    await tenancy.run(municipality, noteAvailability)
    const [one, ...none] = await spans(municipality)
    assert.isEmpty(none)
    assert.isAbove(one.seen.getTime() - one.began.getTime(), 60_000)
    await back(municipality, '3 minutes')
    await tenancy.run(municipality, noteAvailability)
    assert.lengthOf(await spans(municipality), 2)
  })

  test('the sign is a page that was opened: one that does not answer gives none', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    await noteAvailabilityOf({ municipalityId: municipality.id })
    assert.lengthOf(await spans(municipality), 1)
    const gone = await createMunicipality()
    await change(gone, "host = 'nobody-is-there.invalid'")
    await noteAvailabilityOf({ municipalityId: gone.id })
    assert.isEmpty(await spans(gone))
  })

  test('a municipality that is suspended, or not shown, is closed and not down', async ({
    assert,
  }) => {
    const hide = (municipality: Municipality) => change(municipality, 'visible = false')
    const suspend = ({ id }: Municipality) => suspendMunicipality(id, true)
    for (const close of [suspend, hide]) {
      const municipality = await createMunicipality()
      await noteAvailabilityOf({ municipalityId: municipality.id })
      await back(municipality, '70 seconds')
      await close(municipality)
      await noteAvailabilityOf({ municipalityId: municipality.id })
      await back(municipality, '3 hours')
      await noteAvailabilityOf({ municipalityId: municipality.id })
      const [open, closed, ...none] = await spans(municipality)
      assert.isEmpty(none)
      assert.isFalse(open.closed)
      assert.isTrue(closed.closed)
      assert.deepEqual(closed.began, open.seen)
      const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
      const found = await tenancy.run(municipality, () => availability('2026-01-01', day))
      assert.isEmpty(found.outages)
      assert.closeTo(found.closed[0].seconds, 3 * 3600 + 70, 5)
    }
  })

  test('closing begins and ends at once; a silence around it is an outage all the same', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    await seenBetween(municipality, [
      ['2026-05-20 00:00', '2026-06-10 12:00'],
      ['2026-06-12 12:30', '2026-07-03 00:00'],
    ])
    await seenBetween(municipality, [['2026-06-10 12:00', '2026-06-12 12:00']], { closed: true })
    await rest(municipality, '2026-06-10 22:00', '2026-06-10 23:00')
    const { observed, planned, closed, outages } = await inJune(municipality)
    assert.equal(observed, 30 * 86_400)
    const seconds = (list: { seconds: number }[]) => list.map((one) => one.seconds)
    assert.deepEqual(seconds(planned), [3600])
    assert.deepEqual(seconds(closed), [10 * 3600, 37 * 3600])
    assert.deepEqual(seconds(outages), [1800])
  })

  test('what lies between two spans was not available; what was announced is counted apart', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    await seenBetween(municipality, [
      ['2026-05-20 00:00', '2026-06-10 12:00'],
      ['2026-06-10 12:30', '2026-06-20 22:05'],
      ['2026-06-20 23:30', '2026-07-03 00:00'],
    ])
    await rest(municipality, '2026-06-20 22:00', '2026-06-20 23:00')
    await rest(municipality, '2026-06-25 22:00', '2026-06-25 23:00', '2026-06-24 09:00')
    const { observed, planned, outages } = await inJune(municipality)
    assert.equal(observed, 30 * 86_400)
    assert.deepEqual(
      planned.map(({ seconds }) => seconds),
      [3600]
    )
    assert.deepEqual(
      outages.map(({ from, seconds }) => [from.toISOString(), seconds]),
      [
        ['2026-06-10T03:00:00.000Z', 1800],
        ['2026-06-20T14:00:00.000Z', 1800],
      ]
    )
  })

  test('nothing is said of the time before the first sign', async ({ assert }) => {
    const municipality = await createMunicipality()
    assert.equal((await inJune(municipality)).observed, 0)
    await seenBetween(municipality, [['2026-06-29 00:00', '2026-07-02 00:00']])
    const { observed, outages } = await inJune(municipality)
    assert.equal(observed, 2 * 86_400)
    assert.isEmpty(outages)
  })
})

test.group('operations/monthly report [R113] [R117]', () => {
  test('has bookings, uptime, outages and inquiries on one page, on paper and in a file', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    await seenBetween(municipality, [
      ['2026-05-20 00:00', '2026-06-10 12:00'],
      ['2026-06-10 12:30', '2026-06-20 00:00'],
      ['2026-06-25 00:00', '2026-07-03 00:00'],
    ])
    await seenBetween(municipality, [['2026-06-20 00:00', '2026-06-25 00:00']], { closed: true })
    await tenancy.run(municipality, async () => {
      await recordInquiry(inquiry({}))
      await recordInquiry(inquiry({ state: 'answered', answer: '画面で案内' }))
      await recordInquiry(inquiry({ category: 'failure', question: '秘密の内容' }))
      await recordInquiry(inquiry({ receivedOn: '2026-07-01' }))
    })
    const address = `${base}/reports/operations.monthly`
    const page = await visitor.get(`${address}?month=2026-06`)
    const words = page.words()
    assert.include(words, '月次運用報告')
    assert.include(words, '予約 予約 0件')
    assert.include(words, '稼働 稼働率 99.916%')
    assert.include(words, '稼働 利用できなかった時間 0時間30分')
    assert.include(words, '稼働 休止・非表示にした時間 120時間0分')
    assert.match(words, /休止・非表示 \S+ 0+:00[^ ]*～[^～]*0:00\S* 120時間0分/)
    assert.match(words, /利用できなかった時間 \S+ 12:00[^ ]*～[^～]*12:30\S* 0時間30分/)
    assert.include(words, '障害の問合せ No.3（2026-06-10受付） 未回答')
    assert.include(words, '問合せ 操作案内 2件')
    assert.include(words, '問合せ 合計 3件')
    assert.include(words, '問合せ うち未回答 2件')
    assert.notInclude(words, '秘密の内容')

    const { action, fields } = page.forms().find((form) => form.action.endsWith('/csv'))!
    const file = await visitor.download(action, { ...fields, encoding: 'utf8' })
    assert.include(await file.text(), '稼働,稼働率,99.916%')
    const paper = page.forms().find((form) => form.action.endsWith('/pdf'))!
    const pdf = await visitor.download(paper.action, paper.fields)
    assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  })

  test('has no bookings where the reservations are off, and is not for everybody', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered({ modules: [] })
    const address = `${base}/reports/operations.monthly?month=2026-06`
    const words = (await visitor.get(address)).words()
    assert.include(words, '稼働 稼働率 記録がありません')
    assert.notInclude(words, '予約 取消')
    const clerk = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk')
    )
    assert.equal((await clerk.get(address)).status, 403)
  })
})

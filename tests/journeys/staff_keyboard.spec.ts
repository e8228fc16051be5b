import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { Browser } from 'playwright-core'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { bookByProxy } from '#modules/reservation/actions/book_by_proxy'
import { makeBookingToken } from '#modules/reservation/booking_token'
import { DESKTOP, openBrowser, openPage } from '#tests/support/browser'
import { Keyboard } from '#tests/support/keyboard'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
} from '#tests/support/municipality'
import { countReservations, slotCounts } from '#tests/support/seats'

const inDays = (days: number) => DateTime.now().setZone('Asia/Tokyo').plus({ days }).toISODate()!

/** One counter with two people expected today and one in two days, and hours to publish. */
async function town() {
  const municipality = await createMunicipality({ name: '青葉野市' })
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const staff = await createStaff(municipality, 'system_administrator')
  const later = await createSlots(municipality, counter, { count: 3, daysAhead: 2 })
  await tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `INSERT INTO slots (municipality_id, counter_id, visit_date, starts_at, ends_at, capacity)
       VALUES (?, ?, (now() AT TIME ZONE 'Asia/Tokyo')::date, now() + interval '5 minutes',
               now() + interval '35 minutes', 5) RETURNING id`,
      [municipality.id, counter.id]
    )
    for (const slotId of [rows[0].id, rows[0].id, later[0]]) {
      await bookByProxy({ slotId, token: makeBookingToken(), values: {}, staffId: staff.id })
    }
    await db.rawQuery(
      `INSERT INTO opening_hours (municipality_id, counter_id, weekday, opens, closes, unit_minutes, capacity)
       SELECT ?, ?, weekday, '09:00', '12:00', 60, 4 FROM generate_series(1, 7) AS weekday`,
      [municipality.id, counter.id]
    )
  })
  return { municipality, counter, staff, later }
}

const exceptions = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT day::text, capacity::int FROM exceptional_days')
    return rows as { day: string; capacity: number }[]
  })

test.group('a clerk’s day by keyboard alone', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })

  test('from signing in to the phone sheet of a closure [R33] [R50]', async ({ assert }) => {
    const { municipality, staff, later } = await town()
    const page = await openPage(browser, DESKTOP)
    const keys = new Keyboard(page)
    const walked: string[] = []
    const walk = async () => walked.push(...(await keys.walk()))

    await page.goto(`/${municipality.slug}/staff/sign-in`)
    await walk()
    await keys.signIn(staff)

    /** Two scans: the box has the keyboard again without a press of Tab. */
    await keys.follow('受付', '受付', 'a')
    for (const number of ['1', '2']) {
      await keys.isPut(/^受付番号・アクセスキー・リンク番号$/)
      await keys.type(number)
      await keys.press('Enter')
      await page.getByText(`受付番号 ${number} の来庁を記録しました。`).waitFor()
    }
    assert.equal(await countReservations(municipality, 'arrived'), 2)
    await walk()

    /** Two people without a booking: after the first, Enter and Enter. */
    await keys.follow('予約なしの来庁を記録する', '予約なしの来庁（本庁窓口）')
    await keys.isPut(/発行する/)
    await keys.press('Enter')
    await keys.headed('受付番号を発行しました')
    assert.equal(await page.locator('.ticket__value').innerText(), '3')
    await keys.isPut(/次の方/)
    await keys.press('Enter')
    await keys.headed('予約なしの来庁（本庁窓口）')
    await walk()
    await keys.follow('受付番号を発行する', '受付番号を発行しました')
    assert.equal(await page.locator('.ticket__value').innerText(), '4')
    await walk()

    await keys.follow('呼出', '呼出（本庁窓口）', 'a')
    await keys.to(/^窓口番号/)
    await keys.type('1')
    await keys.press('Enter')
    await page.getByText('の方を窓口 1 に呼びました').waitFor()
    await keys.isPut(/次の方を呼ぶ/)
    await keys.press('Enter')
    await page.locator('tbody tr').nth(1).waitFor()
    await walk()

    await keys.follow('予約一覧', '予約一覧', 'a')
    await walk()
    await keys.follow('受付番号2を開く', '予約 受付番号2')
    await keys.to('住基カードを回収した')
    await keys.press('Space')
    await keys.to(/^対応/, 'select')
    await keys.press('ArrowDown')
    await keys.to('対応内容を保存する')
    await keys.press('Enter')
    await page.getByText('対応内容を保存しました。').waitFor()
    assert.isTrue(await page.getByLabel('住基カードを回収した').isChecked())
    await walk()

    await keys.follow('予約一覧', '予約一覧', 'a')
    /** Numbers count within a day: the third reservation is the first of its day. */
    await keys.to('受付番号1を開く')
    await keys.press('Tab')
    const dayOfThird = DateTime.fromISO(inDays(2)).toFormat("'年'M'月'd'日'")
    while (
      !(await page.evaluate<boolean>(
        `document.activeElement.closest('tr')?.cells[0].textContent.includes('${dayOfThird}') ?? false`
      ))
    ) {
      await keys.press('Tab')
    }
    await keys.press('Enter')
    await keys.headed('予約 受付番号1')
    await keys.follow('代理で変更する', '代理で変更する')
    await walk()
    await keys.to(/9時30分|09:30|9:30/)
    await keys.press('Enter')
    await keys.headed(/変更/)
    await keys.to('変更', 'button')
    await keys.press('Enter')
    await page.getByText('予約を変更しました。').waitFor()
    assert.deepEqual(
      (await slotCounts(municipality, later)).map(({ taken }) => taken),
      [0, 0, 1]
    )
    await keys.follow('代理で取り消す', '代理で取り消す')
    await walk()
    await keys.to('取消', 'button')
    await keys.press('Enter')
    await page.getByText('予約を取り消しました。').waitFor()
    assert.deepEqual(
      (await slotCounts(municipality, later)).map(({ taken }) => taken),
      [0, 0, 0]
    )

    /** One day of the schedule, then its publication. */
    await keys.follow('受付時間', '窓口の受付時間', 'a')
    await walk()
    await keys.follow('カレンダー（本庁窓口）', /カレンダー/)
    const day = inDays(4)
    if (day.slice(0, 7) !== inDays(0).slice(0, 7)) {
      await keys.follow('次の期間', /カレンダー/, 'a')
      await page.waitForURL(new RegExp(day.slice(0, 7)))
    }
    await keys.to(new RegExp(`^${Number(day.slice(8))} `))
    await keys.press('Enter')
    await keys.headed(/^本庁窓口/)
    await walk()
    await keys.to(/^決まりどおり/, 'input')
    for (let i = 0; i < 3; i++) await keys.press('ArrowDown')
    await keys.to(/^定員(?!だけ)/, 'input')
    await page.keyboard.press('Control+A')
    await keys.type('7')
    await keys.press('Enter')
    await page.getByText('保存しました。受付枠を公開すると反映されます。').waitFor()
    assert.deepEqual(await exceptions(municipality), [{ day, capacity: 7 }])
    await keys.follow('この日を公開する前に確かめる', '受付枠の公開')
    await walk()
    await keys.to('この内容で公開する')
    await keys.press('Enter')
    await page.getByText('受付枠を公開しました').waitFor()

    /** A closure with somebody in it, and their phone sheet. */
    await tenancy.run(municipality, () =>
      bookByProxy({
        ...{ slotId: later[1], token: makeBookingToken(), values: {}, staffId: staff.id },
      })
    )
    await keys.follow('臨時の閉所', '臨時の閉所', 'a')
    await keys.follow('窓口を閉める', '窓口を閉める', 'a')
    await walk()
    await keys.to(/^窓口/, 'select')
    await keys.press('ArrowDown')
    for (const name of [/^期間（初日）/, /^期間（最終日）/]) {
      await keys.to(name)
      await keys.typeDate(inDays(2))
    }
    await keys.to(/^閉所の理由/)
    await keys.type('停電のため')
    await keys.press('Enter')
    await page.getByText('1組（1件）の予約があります。').waitFor()
    await walk()
    await keys.to('いますぐ閉める')
    await keys.press('Enter')
    await page.getByText('窓口を閉めました。').waitFor()
    await walk()
    await keys.follow('電話連絡票', '電話連絡票')
    await page.getByText('停電のため').first().waitFor()
    await walk()

    assert.deepEqual(walked, [], 'what Tab does not reach')
    assert.deepEqual([...keys.invisible], [], 'stops that do not show they have the keyboard')
  }).timeout(150_000)
})

import { test } from '@japa/runner'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { tenancy } from '#app/tenancy/main'
import { issueAccounts } from '#modules/accounts/actions/issue_accounts'
import { DESKTOP, openBrowser, openPage, PHONE } from '#tests/support/browser'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { countReservations, slotCounts } from '#tests/support/seats'

async function town(settings: Record<string, unknown> = {}) {
  const municipality = await createMunicipality({
    name: '青葉野市',
    modules: ['reservation', 'accounts'],
  })
  await setSettings(municipality.id, settings)
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const slots = await createSlots(municipality, counter, { count: 6, daysAhead: 2 })
  const staff = await createStaff(municipality, 'system_administrator')
  const [account] = await tenancy.run(municipality, () => issueAccounts(1, staff.id))
  return { municipality, slots, account }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** From the calendar to the form of the first open slot. */
async function chooseSlot(page: Page, slug: string) {
  await page.goto(`/${slug}`)
  await page.locator('.week-grid a:visible, .week-list details[open] a:visible').first().click()
  await button(page, 'この日時で申し込む').click()
  await page.getByRole('heading', { name: 'お申し込み' }).waitFor()
}

async function complete(page: Page) {
  await button(page, '申込').click()
  await page.getByText('お申し込みを承りました。').waitFor()
}

const OWN = 'わたしの合言葉2026'

/** Fills in the ID and the first password, and chooses an own one where the page asks for it. */
async function identify(page: Page, account: { userId: string; initialPassword: string }) {
  await page.getByLabel(/^利用者ID/).fill(account.userId.toLowerCase())
  await page.getByLabel(/^パスワード/).fill(account.initialPassword)
  await page.getByLabel('なし').check()
  await button(page, '次へ').click()
  await page.locator('input[name=password]').fill(OWN)
  await page.locator('input[name=again]').fill(OWN)
  await button(page, '登録').click()
  await page.getByRole('heading', { name: '申込内容の確認' }).waitFor()
}

const SCREENS: [string, BrowserContextOptions][] = [
  ['a phone', PHONE],
  ['a phone without JavaScript', { ...PHONE, javaScriptEnabled: false }],
  ['a desktop', DESKTOP],
  ['a desktop without JavaScript', { ...DESKTOP, javaScriptEnabled: false }],
]

test.group('a visit under each 利用者制限', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })

  for (const [screen, options] of SCREENS) {
    test(`登録者のみ: ID and first password inside the form, then the list, on ${screen} [R29] [R60] [R65]`, async ({
      assert,
    }) => {
      const { municipality, account } = await town({ 'accounts.who_may_book': 'registered' })
      const page = await openPage(browser, options)
      await chooseSlot(page, municipality.slug)
      await identify(page, account)
      await complete(page)
      await page.goto(`/${municipality.slug}/account`)
      await page.getByRole('link', { name: '受付番号 1 を開く' }).click()
      await page.getByRole('link', { name: '予約を取り消す' }).click()
      await button(page, '取消').click()
      await page.getByText('予約を取り消しました。').waitFor()
      assert.equal(await countReservations(municipality, 'cancelled'), 1)
    }).timeout(60_000)

    test(`未登録者のみ: nobody is asked who it is, on ${screen} [R26] [R37]`, async ({
      assert,
    }) => {
      const { municipality } = await town({ 'accounts.who_may_book': 'unregistered' })
      const page = await openPage(browser, options)
      await chooseSlot(page, municipality.slug)
      assert.equal(await page.getByLabel(/パスワード/).count(), 0)
      assert.equal(await page.getByText('登録済みの方はこちらへ').count(), 0)
      await page.getByLabel('なし').check()
      await button(page, '次へ').click()
      await complete(page)
      assert.equal(await countReservations(municipality, 'reserved'), 1)
    }).timeout(60_000)

    test(`制限なし: a stranger and somebody known book side by side, on ${screen} [R61]`, async ({
      assert,
    }) => {
      const { municipality, account } = await town()
      const stranger = await openPage(browser, options)
      await chooseSlot(stranger, municipality.slug)
      await stranger.getByLabel('なし').check()
      await button(stranger, '次へ').click()
      await complete(stranger)

      const known = await openPage(browser, options)
      await chooseSlot(known, municipality.slug)
      await known.getByRole('link', { name: '登録済みの方はこちらへ' }).click()
      await known.getByRole('link', { name: '未登録の方はこちらへ' }).waitFor()
      await identify(known, account)
      await complete(known)
      assert.equal(await countReservations(municipality, 'reserved'), 2)
    }).timeout(60_000)

    test(`a family of four books, changes one and cancels one, on ${screen} [R36] [R66]`, async ({
      assert,
    }) => {
      const { municipality, slots } = await town({ 'reservation.most_persons': 4 })
      const page = await openPage(browser, options)
      await page.goto(`/${municipality.slug}`)
      await page.locator('.week-grid a:visible, .week-list details[open] a:visible').first().click()
      await page.getByLabel(/人数/).selectOption('4')
      await button(page, 'この日時で申し込む').click()
      await page.getByLabel('なし').check()
      await button(page, '次へ').click()
      await complete(page)
      const figures = await page.locator('.key-figure dd').allInnerTexts()
      assert.lengthOf(figures, 5)

      await page.goto(`/${municipality.slug}/look-up`)
      await page.getByLabel('受付番号').fill(figures[2])
      await page.getByLabel('アクセスキー').fill(figures[4])
      await button(page, '予約確認').click()
      await page.getByRole('link', { name: /2人目.*変更/ }).click()
      await page.locator('.week-grid a:visible, .week-list details[open] a:visible').nth(2).click()
      await button(page, '変更').click()
      await page.getByText('予約を変更しました。').waitFor()
      await page.getByRole('link', { name: /3人目.*取り消/ }).click()
      await button(page, '取消').click()
      await page.getByText('予約を取り消しました。').waitFor()
      const taken = (await slotCounts(municipality, slots)).map((slot) => slot.taken)
      assert.deepEqual(taken, [2, 0, 1, 0, 0, 0])
      assert.equal(await countReservations(municipality, 'reserved'), 3)
    }).timeout(60_000)
  }

  for (const javaScriptEnabled of [true, false]) {
    test(`the puzzle against scripts is solved by the browser, or waited for without JavaScript (${javaScriptEnabled})`, async ({
      assert,
    }) => {
      const { municipality } = await town({ 'reservation.challenge': true })
      const page = await openPage(browser, { ...PHONE, javaScriptEnabled })
      await page.goto(`/${municipality.slug}`)
      await page.locator('.week-list details[open] a:visible').first().click()
      await button(page, 'この日時で申し込む').click()
      if (!javaScriptEnabled) {
        await page.getByRole('heading', { name: 'しばらくお待ちください' }).waitFor()
        assert.equal(await countReservations(municipality, 'held'), 0)
        await page.waitForTimeout(8_200)
        await button(page, 'この日時で申し込む').click()
      }
      await page.getByLabel('なし').check({ timeout: 20_000 })
      assert.equal(await countReservations(municipality, 'held'), 1)
    }).timeout(60_000)
  }

  test('the first visit is light and asks nobody else for anything [R19]', async ({ assert }) => {
    const { municipality } = await town()
    const page = await openPage(browser, PHONE)
    const hosts = new Set<string>()
    const bodies: Promise<Buffer>[] = []
    page.on('response', (response) => {
      hosts.add(new URL(response.url()).host)
      if (response.ok()) bodies.push(response.body())
    })
    await page.goto(`/${municipality.slug}/calendar`, { waitUntil: 'networkidle' })
    assert.sameMembers([...hosts], [`localhost:${process.env.PORT}`])
    const bytes = (await Promise.all(bodies)).reduce((sum, { length }) => sum + length, 0)
    assert.isAbove(bytes, 10_000)
    assert.isBelow(bytes, 100_000)
  })
})

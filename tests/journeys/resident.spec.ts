import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { DESKTOP, openBrowser, openPage, PHONE } from '#tests/support/browser'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'
import { slotCounts } from '#tests/support/seats'

async function town() {
  const municipality = await createMunicipality({ name: '青葉野市' })
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const slots = await createSlots(municipality, counter, { count: 6, daysAhead: 2 })
  return { municipality, slots }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Opens the first open slot a person at this screen can see. */
async function chooseFirstSlot(page: Page, index = 0) {
  const open = page.locator('.week-grid a:visible, .week-list details[open] a:visible')
  await open.nth(index).click()
}

test.group('a resident’s visit', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })

  const screens = [
    {
      name: 'a phone of 320 px without JavaScript',
      options: { ...PHONE, javaScriptEnabled: false },
    },
    { name: 'a phone of 320 px', options: PHONE },
    { name: 'a desktop', options: DESKTOP },
    { name: 'a desktop without JavaScript', options: { ...DESKTOP, javaScriptEnabled: false } },
  ]
  for (const { name, options } of screens) {
    test(`is booked, checked, changed and cancelled on ${name} [R3] [R7] [R26] [R28] [R31] [R32] [R58] [R63]`, async ({
      assert,
    }) => {
      const { municipality, slots } = await town()
      const page = await openPage(browser, options)
      const screensToCompletion: string[] = []
      page.on('framenavigated', (frame) => screensToCompletion.push(frame.url()))
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      page.on('response', (response) => {
        if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`)
      })

      await page.goto(`/${municipality.slug}`)
      await chooseFirstSlot(page)
      await button(page, 'この日時で申し込む').click()
      await page.getByLabel('なし').check()
      await button(page, '次へ').click()
      await button(page, '申込').click()
      await page.getByText('お申し込みを承りました。').waitFor()
      assert.isAtMost(new Set(screensToCompletion.map((url) => new URL(url).pathname)).size, 5)

      const [number, key] = await page.locator('.key-figure dd').allInnerTexts()
      assert.equal(number, '1')
      assert.match(key, /^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/)
      assert.equal(
        (await slotCounts(municipality, slots)).reduce((sum, slot) => sum + slot.taken, 0),
        1
      )

      await page.goto(`/${municipality.slug}`)
      await page.getByRole('link', { name: '予約の確認・変更・取消' }).first().click()
      await page.getByLabel('受付番号').fill(number)
      await page.getByLabel('アクセスキー').fill(key.toLowerCase())
      await button(page, '予約確認').click()
      await page.getByRole('heading', { name: '予約の内容' }).waitFor()

      await page.getByRole('link', { name: '日時・場所を変更する' }).click()
      await chooseFirstSlot(page, 2)
      await button(page, '変更').click()
      await page.getByText('予約を変更しました。').waitFor()
      assert.deepEqual(
        (await slotCounts(municipality, slots)).map(({ taken }) => taken),
        [0, 0, 1, 0, 0, 0]
      )

      await page.getByRole('link', { name: '予約を取り消す' }).click()
      await button(page, '取消').click()
      await page.getByText('予約を取り消しました。').waitFor()
      assert.deepEqual(
        (await slotCounts(municipality, slots)).map(({ taken }) => taken),
        [0, 0, 0, 0, 0, 0]
      )
      assert.isEmpty(problems)
    }).timeout(60_000)
  }

  test('the page never scrolls sideways at 320 px', async ({ assert }) => {
    const { municipality, slots } = await town()
    const page = await openPage(browser, PHONE)
    for (const lang of ['ja', 'ja-simple', 'en']) {
      for (const path of ['calendar', `slots/${slots[0]}`, 'look-up', 'accessibility']) {
        await page.goto(`/${municipality.slug}/${path}?lang=${lang}`)
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - window.innerWidth'
        )
        assert.isAtMost(overflow, 0, `${path} ${lang}`)
      }
    }
  })

  test('going back with the browser after booking leads to what was booked', async ({ assert }) => {
    const { municipality, slots } = await town()
    const page = await openPage(browser, DESKTOP)
    await page.goto(`/${municipality.slug}`)
    await chooseFirstSlot(page)
    await button(page, 'この日時で申し込む').click()
    await page.getByLabel('なし').check()
    await button(page, '次へ').click()
    await button(page, '申込').click()
    await page.getByText('お申し込みを承りました。').waitFor()
    const before = await page.locator('.key-figure dd').allInnerTexts()
    await page.goBack()
    await page.getByText('お申し込みを承りました。').waitFor()
    assert.deepEqual(await page.locator('.key-figure dd').allInnerTexts(), before)
    assert.equal(
      (await slotCounts(municipality, slots)).reduce((sum, slot) => sum + slot.taken, 0),
      1
    )
  })

  test('「戻る」 on the confirmation keeps what was filled in', async ({ assert }) => {
    const { municipality } = await town()
    const page = await openPage(browser, { ...PHONE, javaScriptEnabled: false })
    await page.goto(`/${municipality.slug}`)
    await chooseFirstSlot(page)
    await button(page, 'この日時で申し込む').click()
    await page.getByLabel('あり').check()
    await button(page, '次へ').click()
    await page.getByRole('link', { name: '戻る', exact: true }).click()
    assert.isTrue(await page.getByLabel('あり').isChecked())
  })

  test('the timer counts down where there is JavaScript and tells the time where there is none', async ({
    assert,
  }) => {
    const { municipality, slots } = await town()
    for (const javaScriptEnabled of [true, false]) {
      const page = await openPage(browser, { ...DESKTOP, javaScriptEnabled })
      await page.goto(`/${municipality.slug}/slots/${slots[0]}`)
      await button(page, 'この日時で申し込む').click()
      const words = await page.locator('.hold-timer').innerText()
      assert.match(words, javaScriptEnabled ? /あと(10|9)分\d+秒/ : /\d+時\d+分まで/)
    }
  })

  test('the printed completion page shows number and key and no navigation', async ({ assert }) => {
    const { municipality, slots } = await town()
    const page = await openPage(browser, DESKTOP)
    await page.goto(`/${municipality.slug}/slots/${slots[0]}`)
    await button(page, 'この日時で申し込む').click()
    await page.getByLabel('なし').check()
    await button(page, '次へ').click()
    await button(page, '申込').click()
    await page.emulateMedia({ media: 'print' })
    assert.isTrue(await page.locator('.key-figure').isVisible())
    assert.isFalse(await page.getByRole('button', { name: 'このページを印刷する' }).isVisible())
  })

  test('by keyboard alone', async ({ assert }) => {
    const { municipality, slots } = await town()
    const page = await openPage(browser, DESKTOP)
    await page.goto(`/${municipality.slug}/slots/${slots[0]}`)
    await button(page, 'この日時で申し込む').focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('なし').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await button(page, '申込').focus()
    await page.keyboard.press('Enter')
    await page.getByText('お申し込みを承りました。').waitFor()
    assert.equal((await slotCounts(municipality, slots))[0].taken, 1)
  })

  test('in English, on a phone of 320 px without JavaScript [R130]', async ({ assert }) => {
    const { municipality, slots } = await town()
    const page = await openPage(browser, { ...PHONE, javaScriptEnabled: false })
    await page.goto(`/${municipality.slug}`)
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Book a visit: free times' }).waitFor()
    await chooseFirstSlot(page)
    await button(page, 'Book this time').click()
    assert.match(await page.locator('.hold-timer').innerText(), /until \d+:\d\d\./)
    await button(page, 'Next').click()
    await page.getByRole('link', { name: 'Please choose: Juki card.' }).waitFor()
    await page.getByLabel('No', { exact: true }).check()
    await button(page, 'Next').click()
    await button(page, 'Book').click()
    await page.getByText('Your visit is booked.').waitFor()
    const [number, key] = await page.locator('.key-figure dd').allInnerTexts()

    await page.goto(`/${municipality.slug}/look-up`)
    await page.getByLabel('Reception number').fill(number)
    await page.getByLabel('Access key').fill(key)
    await button(page, 'Show my booking').click()
    await page.getByText(/^\w+day \d+ \w+ \d{4}, 8:30$/).waitFor()
    await page.getByRole('link', { name: 'Change the time or place' }).click()
    await chooseFirstSlot(page, 1)
    await button(page, 'Change').click()
    await page.getByText('Your booking has been changed.').waitFor()
    await page.getByRole('link', { name: 'Cancel the booking' }).click()
    await button(page, 'Cancel booking').click()
    await page.getByText('Your booking has been cancelled.').waitFor()
    assert.isTrue((await slotCounts(municipality, slots)).every(({ taken }) => taken === 0))
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Browser, Page } from 'playwright-core'
import { issueLinkCodes } from '#app/exchange/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { DESKTOP, openBrowser, openPage } from '#tests/support/browser'
import { openCards } from '#tests/support/cards'
import { Keyboard } from '#tests/support/keyboard'
import { createCounter, createMunicipality, createStaff } from '#tests/support/municipality'

/** Three cards that have arrived at a counter. */
async function town() {
  const municipality = await createMunicipality({ modules: ['card-progress'] })
  const counter = await createCounter(municipality, { name: '本庁窓口' })
  const staff = await createStaff(municipality, 'counter_manager')
  const { codes } = await tenancy.run(municipality, () => issueLinkCodes(3))
  await openCards(municipality, counter.id, codes)
  return { municipality, staff, codes }
}

const inspected = (municipality: Municipality) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `SELECT c.link_code AS code FROM progress_events e JOIN card_cases c ON c.id = e.case_id
        WHERE e.code = 'INSPECT' ORDER BY e.recorded_at`
    )
    return rows.map(({ code }: { code: string }) => code)
  })

/** With the arrow keys, as a list is gone through without a mouse. */
async function choose(page: Page, keys: Keyboard, value: RegExp) {
  for (let i = 0; i < 60; i++) {
    if (value.test(await page.evaluate<string>('document.activeElement.value'))) return
    await keys.press('ArrowDown')
  }
  throw new Error(`No choice is ${value}.`)
}

test.group('cards scanned one after the other', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })

  test('need a scanner and no mouse, and a scan nobody knows stops the row [R107]', async ({
    assert,
  }) => {
    const { municipality, staff, codes } = await town()
    const page = await openPage(browser, DESKTOP)
    const keys = new Keyboard(page)
    await page.goto(`/${municipality.slug}/staff/sign-in`)
    await keys.signIn(staff)

    await keys.follow('進捗登録', '進捗登録', 'a')
    await keys.to(/^読み取ったらすぐ登録する状況/)
    await choose(page, keys, /^INSPECT/)
    await keys.press('Shift+Tab')
    for (const code of codes) {
      await keys.isPut(/^ID（リンク番号・管理番号）$/)
      await keys.type(code)
      await keys.press('Enter')
      await page.getByText(`${code} を登録しました。続けて読み取れます。`).waitFor()
    }
    assert.deepEqual(await inspected(municipality), codes)

    await keys.isPut(/^ID（リンク番号・管理番号）$/)
    await keys.type('ZZZZ')
    await keys.press('Enter')
    await page.getByRole('alert').waitFor()
    await keys.isPut(/^ID（リンク番号・管理番号）$/)
    assert.lengthOf(await inspected(municipality), 3)
    assert.isEmpty([...keys.invisible])
  })

  test('of many at once only what the chosen way of naming them asks for is shown', async ({
    assert,
  }) => {
    const { municipality, staff } = await town()
    const page = await openPage(browser, DESKTOP)
    await page.goto(`/${municipality.slug}/staff/sign-in`)
    await new Keyboard(page).signIn(staff)
    await page.goto(`/${municipality.slug}/staff/progress/bulk`)
    const asked = { codes: 'codes', batch: 'batch', mailing: 'mailing', shelf: 'shelf_counter' }
    for (const source of Object.keys(asked)) {
      await page.check(`input[name=source][value=${source}]`)
      for (const [other, name] of Object.entries(asked)) {
        const isShown = await page.locator(`[name=${name}]`).isVisible()
        assert.equal(isShown, other === source, `${name} where ${source} is chosen`)
      }
    }
  })
})

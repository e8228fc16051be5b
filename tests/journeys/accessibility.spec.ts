import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright-core'
import { violations } from '#tests/support/axe'
import { addressOf, belongings, routeTable } from '#tests/support/belongings'
import { DESKTOP, openBrowser, openPage } from '#tests/support/browser'
import { Keyboard } from '#tests/support/keyboard'

const NARROW = { width: 390, height: 800 }

/** Everything that is looked at; files to download are not. */
const pages = () =>
  routeTable().filter(
    ({ methods, pattern }) => methods.includes('GET') && !/\.(ics|csv)$/.test(pattern)
  )

/** What a browser was shown; nothing where it was given a file to keep. */
async function openUnlessFile(page: Page, path: string) {
  try {
    return await page.goto(path)
  } catch (error) {
    if (/Download is starting/.test(String(error))) return null
    throw error
  }
}

/** Signs a resident in beside whoever else is signed in in the same browser. */
async function signInAsResident(
  page: Page,
  slug: string,
  account: { userId: string; password: string }
) {
  await page.goto(`/${slug}/account/sign-in`)
  await page.getByLabel(/^(利用者ID|User ID)/).fill(account.userId)
  await page.getByLabel(/^(パスワード|Password)/).fill(account.password)
  await page.locator('main form button').click()
  await page.waitForURL(`**/${slug}/account`)
}

/** The page as it stands in a window of another size, once it has settled there. */
async function resize(page: Page, size: { width: number; height: number }) {
  await page.setViewportSize(size)
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'
  )
}

test.group('every page of the route table [R33]', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })

  test('has nothing axe finds, on a desktop or a phone, and is used by keyboard alone', async ({
    assert,
  }) => {
    const ours = await belongings()
    const page = await openPage(browser, DESKTOP)
    const stranger = await openPage(browser, DESKTOP)
    await page.goto(`/${ours.municipality.slug}/staff/sign-in`)
    await new Keyboard(page).signIn(ours.staff)
    await signInAsResident(page, ours.municipality.slug, ours.account)

    const routes = pages()
    assert.isAbove(routes.length, 150)
    const found: string[] = []
    const unreached: string[] = []
    const invisible: string[] = []
    for (const route of routes) {
      const afterConfirming = /complete$|proxy-bookings/.test(route.pattern)
      const path = addressOf(route, {
        ...ours,
        ids: { ...ours.ids, token: afterConfirming ? ours.booked : ours.ids.token },
      })
      /** The sign-in page shows itself only to somebody who is not signed in. */
      const tab = route.pattern.endsWith('/sign-in') ? stranger : page
      await tab.setViewportSize(DESKTOP.viewport!)
      const answer = await openUnlessFile(tab, path)
      if (!answer) continue
      assert.include([200, 304], answer.status(), route.pattern)
      if (!answer.headers()['content-type']?.startsWith('text/html')) continue

      const of = (wrong: string[]) => wrong.map((one) => `${route.pattern}: ${one}`)
      found.push(...of(await violations(tab)))
      const keys = new Keyboard(tab)
      unreached.push(...of(await keys.walk()))
      invisible.push(...keys.invisible)
      await resize(tab, NARROW)
      found.push(...of(await violations(tab)))
    }
    assert.deepEqual(found, [], 'what axe finds')
    assert.deepEqual(unreached, [], 'what Tab does not reach')
    assert.deepEqual(invisible, [], 'stops that do not show they have the keyboard')
  }).timeout(480_000)

  for (const lang of ['ja-simple', 'en']) {
    test(`every GET page of residents in ${lang}, on a phone [R130]`, async ({ assert }) => {
      const ours = await belongings()
      const page = await openPage(browser, { viewport: NARROW })
      await signInAsResident(page, ours.municipality.slug, ours.account)
      await page.goto(`/${ours.municipality.slug}/accessibility?lang=${lang}`)
      const routes = pages().filter(({ pattern }) => !pattern.includes('/staff'))
      const bad: string[] = []
      for (const route of routes) {
        const token = route.pattern.endsWith('complete') ? ours.booked : ours.ids.token
        await page.goto(addressOf(route, { ...ours, ids: { ...ours.ids, token } }))
        bad.push(...(await violations(page)).map((violation) => `${route.pattern}: ${violation}`))
      }
      assert.deepEqual(bad, [])
    }).timeout(120_000)
  }

  test('pages that answer a mistake', async ({ assert }) => {
    const ours = await belongings()
    const page = await openPage(browser, DESKTOP)
    const bad: string[] = []
    const check = async (what: string) =>
      bad.push(...(await violations(page)).map((violation) => `${what}: ${violation}`))

    await page.goto('/nowhere-at-all')
    await check('not found')
    await page.goto(`/${ours.municipality.slug}/look-up`)
    await page.getByRole('button', { name: '予約確認' }).click()
    await check('look-up refused')
    await page.goto(`/${ours.municipality.slug}/holds/${ours.ids.token}`)
    await page.getByRole('button', { name: '次へ' }).click()
    await check('items missing')
    await page.getByLabel('なし').check()
    await page.getByRole('button', { name: '次へ' }).click()
    await page.getByRole('heading', { name: '申込内容の確認' }).waitFor()
    await check('confirmation')
    await page.goto(`/${ours.municipality.slug}/staff/sign-in`)
    await page.getByLabel('ログインID').fill('nobody')
    await page.getByLabel('パスワード').fill('nothing')
    await page.getByRole('button', { name: 'サインイン' }).click()
    await check('sign-in refused')
    await page.goto('/')
    await check('front door')
    assert.deepEqual(bad, [])
  }).timeout(60_000)
})

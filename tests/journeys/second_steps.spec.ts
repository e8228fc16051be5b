import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import type { Page } from 'playwright-core'
import { newOperator, PASSWORD } from '#app/operator/tests/support'
import { codeOf, stepAt } from '#app/staff/totp'
import { readBase32 } from '#tests/support/authenticator'
import { violations } from '#tests/support/axe'
import { DESKTOP, openBrowser, openPage } from '#tests/support/browser'
import { Keyboard } from '#tests/support/keyboard'
import { createMunicipality, createStaff } from '#tests/support/municipality'

async function codeFor(page: Page) {
  return codeOf(readBase32(await page.locator('main').innerText()), stepAt(Date.now()))
}

/** Every page an operator can open once signed in. */
const routesOfOperators = () =>
  Object.values(router.toJSON())
    .flat()
    .filter(({ methods, pattern }) => methods.includes('GET') && pattern.startsWith('/operator'))
    .map(({ pattern }) => pattern)
    .filter((pattern) => !/sign-in$|set-up$/.test(pattern))

test.group('pages behind a second factor [R33] [R43]', () => {
  test('staff set one up, keep the recovery codes and sign in with it, by keyboard', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const base = `/${municipality.slug}/staff`
    const browser = await openBrowser()
    const bad: string[] = []
    try {
      const page = await openPage(browser, DESKTOP)
      const signIn = async () => {
        await page.goto(`${base}/sign-in`)
        await page.getByLabel('ログインID').fill(clerk.loginId)
        await page.getByLabel('パスワード').fill(clerk.password)
        await page.keyboard.press('Enter')
      }
      await signIn()
      await page.waitForURL(`**${base}`)
      await page.goto(`${base}/second-factor`)
      await page.getByRole('textbox', { name: 'コード' }).fill(await codeFor(page))
      await page.keyboard.press('Enter')
      await page.waitForURL('**/recovery-codes')
      bad.push(...(await violations(page)))
      const [recovery] = (await page.locator('main').innerText()).match(
        /[2-9A-Z]{4}(-[2-9A-Z]{4}){2}/
      )!
      await page.goto(`${base}/second-factor`)
      bad.push(...(await violations(page)))

      await page.getByRole('button', { name: 'ログアウト' }).click()
      await page.waitForURL('**/sign-in')
      await signIn()
      await page.waitForURL('**/sign-in/code')
      await page.keyboard.press('Enter')
      bad.push(...(await violations(page)))
      await page.getByRole('textbox', { name: 'コード' }).fill('000000')
      await page.keyboard.press('Enter')
      await page.getByText('コードが違うか').first().waitFor()
      bad.push(...(await violations(page)))
      await page.getByRole('textbox', { name: 'コード' }).fill(recovery)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${base}`)
    } finally {
      await browser.close()
    }
    assert.deepEqual(bad, [])
  })

  test('the operator’s pages have nothing axe finds and are used by keyboard alone', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const operator = await newOperator()
    const browser = await openBrowser()
    const bad: string[] = []
    try {
      const page = await openPage(browser, DESKTOP)
      const keys = new Keyboard(page)
      const check = async (path: string) => {
        await page.goto(path)
        const wrong = [...(await violations(page)), ...(await keys.walk())]
        bad.push(...wrong.map((one) => `${path}: ${one}`))
      }
      await check('/operator/sign-in')
      await page.getByLabel('ログインID').fill(operator.loginId)
      await page.getByLabel('パスワード').fill(operator.password)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/operator/set-up')
      await check('/operator/set-up')
      await page.getByLabel('新しいパスワード', { exact: false }).first().fill(PASSWORD)
      await page.getByLabel('新しいパスワード（確認用）').fill(PASSWORD)
      await page.getByLabel('認証アプリのコード').fill(await codeFor(page))
      await page.keyboard.press('Enter')
      await page.waitForURL('**/operator')
      const pages = routesOfOperators()
      assert.isAbove(pages.length, 3)
      for (const pattern of pages) await check(pattern.replace(':code', municipality.code))
      assert.deepEqual([...keys.invisible], [])
    } finally {
      await browser.close()
    }
    assert.deepEqual(bad, [])
  })
})

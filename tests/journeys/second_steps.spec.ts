import { test } from '@japa/runner'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { newOperator, PASSWORD } from '#app/operator/tests/support'
import { codeOf, stepAt } from '#app/staff/totp'
import { readBase32 } from '#tests/support/authenticator'
import { DESKTOP, openBrowser, openPage } from '#tests/support/browser'
import { createMunicipality, createStaff } from '#tests/support/municipality'

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

async function codeFor(page: Page) {
  return codeOf(readBase32(await page.locator('main').innerText()), stepAt(Date.now()))
}

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

  test('the operator’s pages', async ({ assert }) => {
    const municipality = await createMunicipality()
    const operator = await newOperator()
    const browser = await openBrowser()
    const bad: string[] = []
    try {
      const page = await openPage(browser, DESKTOP)
      const check = async (path: string) => {
        await page.goto(path)
        bad.push(...(await violations(page)).map((violation) => `${path}: ${violation}`))
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
      for (const path of [
        '',
        '/log',
        '/municipalities/new',
        `/municipalities/${municipality.code}`,
      ]) {
        await check(`/operator${path}`)
      }
    } finally {
      await browser.close()
    }
    assert.deepEqual(bad, [])
  })
})

import { test } from '@japa/runner'
import { DESKTOP, openBrowser, openPage } from '#tests/support/browser'
import { Keyboard } from '#tests/support/keyboard'
import { createMunicipality, createStaff } from '#tests/support/municipality'

test.group('the notice before a session ends', () => {
  test('appears two minutes before, goes on at the press of a button, and leads to the sign-in page at the end', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const browser = await openBrowser()
    try {
      const page = await openPage(browser, DESKTOP)
      await page.clock.install()
      await page.goto(`/${municipality.slug}/staff/sign-in`)
      await new Keyboard(page).signIn(clerk)

      const notice = page.getByText(/操作がないため、\d+:\d\dにサインアウトします/)
      await page.clock.fastForward('27:50')
      assert.isFalse(await notice.isVisible())
      await page.clock.fastForward('00:20')
      await notice.waitFor()
      await page.getByRole('button', { name: '続ける' }).click()
      await notice.waitFor({ state: 'hidden' })

      await page.clock.fastForward('28:30')
      await notice.waitFor()
      await page.context().clearCookies()
      await page.clock.fastForward('01:40')
      await page.waitForURL(`**/${municipality.slug}/staff/sign-in?next=*`)
    } finally {
      await browser.close()
    }
  })
})

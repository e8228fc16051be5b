import { test } from '@japa/runner'
import type { Browser } from 'playwright-core'
import { addField, fieldSetOf } from '#app/fields/main'
import { STANDARD_FIELD_TYPES } from '#app/module_kit/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { applicationFields } from '#modules/reservation/subjects'
import { violations } from '#tests/support/axe'
import { openBrowser, openPage, PHONE } from '#tests/support/browser'
import { setField } from '#tests/support/fields'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'

const CHOICES = ['甲', '乙'].map((ja, i) => ({ value: `c${i + 1}`, label: { ja }, retired: false }))

/** A town that asks for everything there is, divided wherever it can be. */
async function curiousTown() {
  const municipality = await createMunicipality()
  const [slot] = await createSlots(municipality, await createCounter(municipality))
  for (const { key } of applicationFields.builtIns) {
    await setField(municipality, key, 'required', { split: true })
  }
  for (const [i, type] of STANDARD_FIELD_TYPES.entries()) {
    const now = await municipalities.byId(municipality.id)
    const { version } = await fieldSetOf(applicationFields, now)
    await tenancy.run(municipality, () =>
      addField(applicationFields, {
        ...{ version, type },
        facts: {
          label: { ja: `追加の項目${i + 1}` },
          hint: { ja: '補足の説明です。' },
          choices: CHOICES,
          layout: i % 2 === 0 ? 'vertical' : 'select',
          inputRule: 'any',
          maxLength: 50,
          split: i % 2 === 0,
          searchable: false,
          personal: false,
          use: { public: 'required', staff: 'optional' },
        },
      })
    )
  }
  return { municipality, slot }
}

test.group('a form with a field of every kind [R33] [R62] [R72]', (group) => {
  let browser: Browser
  group.setup(async () => {
    browser = await openBrowser()
    return () => browser.close()
  })

  test('fits a phone of 320 px, has nothing axe finds, and each error leads to its own box', async ({
    assert,
  }) => {
    const { municipality, slot } = await curiousTown()
    const page = await openPage(browser, PHONE)
    await page.goto(`/${municipality.slug}/slots/${slot}`)
    await page.getByRole('button', { name: 'この日時で申し込む' }).click()
    const form = page.url()
    const check = async (what: string) => {
      assert.deepEqual(await violations(page), [], what)
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - window.innerWidth'
      )
      assert.isAtMost(overflow, 0, what)
    }
    for (const lang of ['ja', 'ja-simple', 'en']) {
      await page.goto(`${form}?lang=${lang}`)
      await check(`form in ${lang}`)
    }
    await page.goto(`${form}?lang=ja`)
    await page.getByRole('button', { name: '次へ' }).click()
    await page.locator('.error-summary').waitFor()
    await check('form refused')

    const links = page.locator('.error-summary a')
    const asked = applicationFields.builtIns.length + STANDARD_FIELD_TYPES.length
    assert.equal(await links.count(), asked)
    for (let i = 0; i < asked; i++) {
      const sentence = await links.nth(i).innerText()
      await links.nth(i).click()
      const label = await page.evaluate<string>(
        `(() => {
          const group = document.activeElement.closest('fieldset') ?? document.activeElement.closest('.field')
          return group.querySelector('legend span, legend, label span').textContent.trim()
        })()`
      )
      assert.isTrue(sentence.startsWith(label.split('\n')[0].trim()), `${sentence} led to ${label}`)
    }
  }).timeout(120_000)
})

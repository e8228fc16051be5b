import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { entriesOf } from '#app/audit/tests/support'
import { administered } from '#app/staff/tests/support'
import { Visitor } from '#tests/support/browserless'

const CALENDAR = 'reservation-calendar'
const MADE = 'reservation-mail-made'

test.group('wording/screens [R71]', () => {
  test('a text is reworded in one language, at once and everywhere residents read it', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered({ modules: ['reservation'] })
    const page = await visitor.get(`${base}/texts/reservation.calendar`)
    const saved = await visitor.submit(page, /texts\/reservation\.calendar$/, {
      [`${CALENDAR}-lead`]: "日時を 'えらんで' ください {かっこ}",
      lang: 'ja',
    })
    assert.equal(saved.status, 422, 'braces hold blanks and nothing else')

    const said = "窓口の '空き' を #えらんで ください"
    await visitor.submit(page, /texts\/reservation\.calendar$/, { [`${CALENDAR}-lead`]: said })
    const resident = new Visitor()
    const calendar = await resident.get(`/${municipality.slug}/calendar`)
    assert.include(calendar.words(), said)
    const english = await resident.get(`/${municipality.slug}/calendar?lang=en`)
    assert.notInclude(english.words(), 'えらんで')
    const [entry] = await entriesOf(municipality, 'core.change_wording')
    assert.deepEqual(entry.detail.changes, {
      'reservation.calendar.lead': { from: '', to: said },
    })
  })

  test('an empty text goes back to the product’s', async ({ assert }) => {
    const { municipality, base, visitor } = await administered({ modules: ['reservation'] })
    const address = `${base}/texts/reservation.look_up`
    const words = async () => (await new Visitor().get(`/${municipality.slug}/look-up`)).words()
    const reword = async (title: string) =>
      visitor.submit(await visitor.get(address), /look_up$/, { 'reservation-look_up-title': title })
    const before = await words()
    await reword('別の題')
    assert.include(await words(), '別の題')
    await reword('')
    assert.equal(await words(), before)
  })

  test('every screen of residents is there, and nothing only staff read', async ({ assert }) => {
    const { base, visitor } = await administered({ modules: ['reservation'] })
    const page = await visitor.get(`${base}/texts`)
    for (const screen of [
      'calendar',
      'slot',
      'items',
      'confirm',
      'complete',
      'look_up',
      'errors',
    ]) {
      assert.include(page.text, `/texts/reservation.${screen}"`)
    }
    assert.notInclude(page.text, 'reservation.staff')
    assert.equal((await visitor.get(`${base}/texts/reservation.staff`)).status, 404)
  })

  test('screens of a module that is off are not there', async ({ assert }) => {
    const { base, visitor } = await administered({ modules: [] })
    assert.equal((await visitor.get(`${base}/texts/reservation.calendar`)).status, 404)
  })
})

test.group('wording/mails', () => {
  test('a preview fills in examples and saves nothing', async ({ assert }) => {
    const { municipality, base, visitor } = await administered({ modules: ['reservation'] })
    const page = await visitor.get(`${base}/mail/texts/reservation.mail.made`)
    const shown = await visitor.submit(page, /mail\.made$/, {
      [`${MADE}-subject`]: '受付番号{受付番号}のお知らせ',
      do: 'preview',
    })
    assert.equal(shown.status, 200)
    assert.include(shown.words(), '受付番号12のお知らせ')
    assert.lengthOf(await entriesOf(municipality, 'core.change_wording'), 0)
  })

  test('a test mail goes to the address given, with what was typed', async ({ assert }) => {
    const { municipality, base, visitor } = await administered({ modules: ['reservation'] })
    const page = await visitor.get(`${base}/mail/texts/reservation.mail.made`)
    const missing = await visitor.submit(page, /mail\.made$/, { do: 'test' })
    assert.equal(missing.status, 422)
    const sent = await visitor.submit(page, /mail\.made$/, {
      [`${MADE}-text`]: '{窓口}でお待ちします。',
      test_to: 'office@example.jp',
      do: 'test',
    })
    assert.equal(sent.status, 200)
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT template, sealed FROM mail_messages')
    )
    assert.deepEqual(
      rows.map(({ template }: { template: string }) => template),
      ['core.test']
    )
    const mail = encryption.decrypt<{ to: string; text: string }>(rows[0].sealed)!
    assert.equal(mail.to, 'office@example.jp')
    assert.equal(mail.text, '本庁窓口でお待ちします。')
  })

  test('a blank the mail does not have is refused by its name', async ({ assert }) => {
    const { base, visitor } = await administered({ modules: ['reservation'] })
    const page = await visitor.get(`${base}/mail/texts/reservation.mail.made`)
    const refused = await visitor.submit(page, /mail\.made$/, { [`${MADE}-text`]: '{氏名} 様' })
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '{氏名}は、ここでは使えない差し込み項目です')
  })
})

import { test } from '@japa/runner'
import { tenancy } from '#app/tenancy/main'
import db from '@adonisjs/lucid/services/db'
import { Visitor } from '#tests/support/browserless'
import { setSettings } from '#tests/support/municipality'
import { accountRows, linkIn, mailsOf, OWN, townWithAccounts, trySignIn } from './support.js'

const FORM = { password: OWN, again: OWN, name: '髙𠮷 﨑子', kana: 'タカヨシ　サキコ' }

async function asked(settings: Record<string, unknown> = {}) {
  const town = await townWithAccounts({ online_registration: true, ...settings }, { accounts: 1 })
  const visitor = new Visitor()
  const sent = await visitor.post(`${town.base}/account/register`, {
    account_email: 'Saki@Example.jp',
  })
  const [mail] = await mailsOf(town.municipality)
  return { ...town, visitor, sent, mail, link: mail && linkIn(mail.text) }
}

test.group('accounts/会員登録 [R61] [R71]', () => {
  test('goes from a mailed link over form and confirmation to a signed-in account', async ({
    assert,
  }) => {
    const { municipality, base, visitor, mail, link } = await asked()
    assert.equal(mail.to, 'Saki@Example.jp')
    assert.include(mail.text, 'リンクは7日間使えます')
    const form = await visitor.get(link)
    const check = await visitor.submit(form, /check$/, FORM)
    assert.equal(check.status, 200)
    assert.include(check.words(), FORM.name)
    assert.notInclude(check.text, OWN)
    const done = await visitor.submit(check, /register\/[^/]+$/)
    assert.equal(done.location, `${base}/account?done=registered`)
    assert.include((await visitor.get(done.location)).words(), '会員登録が完了しました')
    const row = (await accountRows(municipality)).find((one) => one.registered_online)!
    assert.deepEqual(row.details, { name: FORM.name, kana: FORM.kana })
    assert.notInclude(row.row, 'example.jp')
    assert.notInclude(row.row, OWN)
    await setSettings(municipality.id, { 'accounts.sign_in_with': 'email' })
    const answer = await trySignIn(municipality, {
      account_name: 'saki@example.jp',
      account_password: OWN,
    })
    assert.equal(answer.status, 303)
  })

  test('a link works once, for its municipality, and until its days are over', async ({
    assert,
  }) => {
    const { base, visitor, link } = await asked()
    const register = async () => {
      const check = await visitor.submit(await visitor.get(link), /check$/, FORM)
      return visitor.submit(check, /register\/[^/]+$/)
    }
    const another = await townWithAccounts({ online_registration: true })
    const foreign = await visitor.get(link.replace(base, another.base))
    assert.equal(foreign.status, 404)
    assert.equal((await register()).status, 303)
    const again = await visitor.get(link)
    assert.equal(again.status, 404)
    assert.include(again.words(), 'このリンクは使えません')
    assert.equal((await visitor.get(`${link.slice(0, -4)}AAAA`)).status, 404)
  })

  test('what is missing or wrong is named in the municipality’s words, and nothing is stored', async ({
    assert,
  }) => {
    const { municipality, visitor, link } = await asked({ sign_in_with: 'login_name' })
    const refused = await visitor.post(`${link}/check`, {
      ...{ login_name: 'あ', password: 'x', again: 'y', kana: 'abc' },
    })
    assert.equal(refused.status, 422)
    for (const sentence of ['氏名', 'フリガナ', '同じではありません', '半角の英数字']) {
      assert.include(refused.words(), sentence)
    }
    assert.lengthOf(await accountRows(municipality), 1)
  })

  test('a login name somebody has is refused, and the form is kept', async ({ assert }) => {
    const { municipality, visitor, link } = await asked({ sign_in_with: 'login_name' })
    await tenancy.run(municipality, () =>
      db.rawQuery(`UPDATE accounts SET login_name = 'saki', login_key = 'SAKI'`)
    )
    const check = await visitor.post(`${link}/check`, { ...FORM, login_name: 'SAKI' })
    const refused = await visitor.submit(check, /register\/[^/]+$/)
    assert.equal(refused.status, 422)
    assert.include(refused.words(), 'ほかの方が使っています')
    assert.include(refused.text, FORM.name)
  })

  test('the answer is the same for an address that has an account, whose owner is told by mail', async ({
    assert,
  }) => {
    const { municipality, base, visitor, sent, link } = await asked()
    const check = await visitor.submit(await visitor.get(link), /check$/, FORM)
    await visitor.submit(check, /register\/[^/]+$/)
    const again = await new Visitor().post(`${base}/account/register`, {
      account_email: 'saki@example.jp',
    })
    assert.deepEqual([again.status, again.location], [sent.status, sent.location])
    const mails = await mailsOf(municipality)
    assert.deepEqual(
      mails.map(({ template }: { template: string }) => template),
      ['accounts.registration', 'accounts.known']
    )
  })

  test('there is no such page where オンライン登録 is off', async ({ assert }) => {
    const { base } = await townWithAccounts()
    assert.equal((await new Visitor().get(`${base}/account/register`)).status, 404)
    const posted = await new Visitor().post(`${base}/account/register`, {
      account_email: 'saki@example.jp',
    })
    assert.equal(posted.status, 404)
  })
})

test.group('accounts/パスワードをお忘れの方 [R24]', () => {
  async function registered() {
    const town = await asked()
    const check = await town.visitor.submit(await town.visitor.get(town.link), /check$/, FORM)
    await town.visitor.submit(check, /register\/[^/]+$/)
    return town
  }
  const NEW = '新しい合言葉は海と山'

  test('a mailed link opens a new password once; the old one and other browsers are out', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await registered()
    const stranger = new Visitor()
    await stranger.post(`${base}/account/forgotten`, { account_email: 'saki@example.jp' })
    const mail = (await mailsOf(municipality)).at(-1)!
    assert.equal(mail.template, 'accounts.reset')
    const link = linkIn(mail.text)
    const done = await stranger.post(link, { password: NEW, again: NEW })
    assert.equal(done.location, `${base}/account?done=password`)
    assert.equal((await stranger.get(`${base}/account`)).status, 200)
    assert.equal((await visitor.get(`${base}/account`)).status, 303)
    assert.equal((await stranger.get(link)).status, 404)
    assert.equal((await stranger.post(link, { password: OWN, again: OWN })).status, 404)
  })

  test('answers alike for an address without an account, and mails nothing there', async ({
    assert,
  }) => {
    const { municipality, base } = await registered()
    const ask = async (email: string) => {
      const answer = await new Visitor().post(`${base}/account/forgotten`, { account_email: email })
      return [answer.status, answer.location, answer.text]
    }
    const before = (await mailsOf(municipality)).length
    assert.deepEqual(await ask('nobody@example.jp'), await ask('saki@example.jp'))
    assert.lengthOf(await mailsOf(municipality), before + 1)
    const page = await new Visitor().get(`${base}/account/forgotten`)
    assert.include(page.words(), '窓口か、下の連絡先へおたずねください')
  })
})

test.group('accounts/登録情報 [R22] [R25]', () => {
  test('are shown and changed by their owner, byte for byte', async ({ assert }) => {
    const { municipality, base, visitor, link } = await asked()
    const check = await visitor.submit(await visitor.get(link), /check$/, FORM)
    await visitor.submit(check, /register\/[^/]+$/)
    assert.include((await visitor.get(`${base}/account/details`)).words(), FORM.name)
    const name = '塚本\uFA10 邊\u{E0100}'
    const form = await visitor.get(`${base}/account/details/edit`)
    const wrong = await visitor.submit(form, /details$/, { name, kana: '' })
    assert.equal(wrong.status, 422)
    const saved = await visitor.submit(form, /details$/, { name, kana: FORM.kana })
    assert.equal(saved.status, 303)
    const row = (await accountRows(municipality)).find((one) => one.registered_online)!
    assert.equal(row.details.name, name)
  })
})

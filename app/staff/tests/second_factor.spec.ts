import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { tenancy } from '#app/tenancy/main'
import { codeBefore, codeNow, secretOn } from '#tests/support/authenticator'
import { createMunicipality, createStaff, setSettings } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { spendCode } from '../actions/spend_code.js'
import { account, administered, setAccount, trySignIn } from './support.js'
import type { Visitor } from '#tests/support/browserless'

/** Sets up an authenticator. The code it is shown with is of the step before, so that the one of now is left. */
async function enrol(visitor: Visitor, base: string) {
  const page = await visitor.get(`${base}/second-factor`)
  const secret = secretOn(page)
  const sent = await visitor.submit(page, /second-factor$/, { code: await codeBefore(secret) })
  const shown = await visitor.get(sent.location)
  const codes: string[] = shown.text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/g) ?? []
  return { secret, sent, codes }
}

async function withAuthenticator() {
  const municipality = await createMunicipality()
  const clerk = await createStaff(municipality, 'counter_clerk')
  const base = `/${municipality.slug}/staff`
  const visitor = await signedIn(municipality.slug, clerk)
  return { municipality, clerk, base, visitor, ...(await enrol(visitor, base)) }
}

/** Gives the password and then a code. */
async function giveBoth(
  municipality: Parameters<typeof trySignIn>[0],
  keys: Parameters<typeof trySignIn>[1],
  code: string
) {
  const { visitor, answer } = await trySignIn(municipality, keys)
  const page = await visitor.get(answer.location)
  return { visitor, answer: await visitor.submit(page, /sign-in\/code/, { code }) }
}

test.group('staff/second factor [R43]', () => {
  test('once set up, a password alone opens nothing; a code opens everything', async ({
    assert,
  }) => {
    const { municipality, clerk, base, secret } = await withAuthenticator()
    const { visitor, answer } = await trySignIn(municipality, clerk)
    assert.deepEqual([answer.status, answer.location], [303, `${base}/sign-in/code`])
    assert.include((await visitor.get(base)).location, '/staff/sign-in')

    const page = await visitor.get(answer.location)
    const wrong = await visitor.submit(page, /sign-in\/code/, { code: '000000' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), 'コードが違うか')
    const right = await visitor.submit(page, /sign-in\/code/, { code: codeNow(secret) })
    assert.deepEqual([right.status, right.location], [303, base])
    assert.equal((await visitor.get(base)).status, 200)

    const log = (await entriesOf(municipality)).map(
      ({ action, detail }) => `${action} ${detail.reason ?? detail.secondFactor ?? ''}`
    )
    assert.includeMembers(log, [
      'staff.enrol_second_factor ',
      'staff.give_password ',
      'staff.sign_in code',
      'staff.sign_in authenticator',
    ])
  })

  test('leads on to the page that was asked for, and only within the municipality', async ({
    assert,
  }) => {
    const { municipality, clerk, base, codes } = await withAuthenticator()
    for (const [index, [next, expected]] of [
      [`${base}/second-factor`, `${base}/second-factor`],
      ['https://elsewhere.example/', base],
    ].entries()) {
      const { visitor } = await trySignIn(municipality, clerk)
      const page = await visitor.get(`${base}/sign-in/code?next=${encodeURIComponent(next)}`)
      const answer = await visitor.submit(page, /sign-in\/code/, { code: codes[index] })
      assert.equal(answer.location, expected)
    }
  })

  test('the page of the code leads back to the password for whoever gave none', async ({
    assert,
  }) => {
    const { municipality, base } = await withAuthenticator()
    const { visitor } = await trySignIn(municipality, { loginId: 'nobody', password: 'wrong' })
    const answer = await visitor.get(`${base}/sign-in/code`)
    assert.deepEqual([answer.status, answer.location], [303, `${base}/sign-in`])
  })

  test('a code works once, even when it is sent twenty times at the same moment', async ({
    assert,
  }) => {
    const { municipality, clerk, secret, codes } = await withAuthenticator()
    for (const code of [codeNow(secret), codes[0]]) {
      const taken = await Promise.all(
        Array.from({ length: 20 }, () => tenancy.run(municipality, () => spendCode(clerk.id, code)))
      )
      assert.lengthOf(taken.filter(Boolean), 1)
      const again = await giveBoth(municipality, clerk, code)
      assert.equal(again.answer.status, 422)
    }
  })

  test('there are ten recovery codes, shown once, each good for one sign-in', async ({
    assert,
  }) => {
    const { municipality, clerk, base, visitor, codes, sent } = await withAuthenticator()
    assert.lengthOf(new Set(codes), 10)
    assert.notMatch((await visitor.get(sent.location)).text, /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)
    const { answer } = await giveBoth(municipality, clerk, codes[3].toLowerCase())
    assert.equal(answer.status, 303)
    assert.include((await visitor.get(`${base}/second-factor`)).words(), '9件')
  })

  test('wrong codes lock the account as wrong passwords do, and a right password in between does not help', async ({
    assert,
  }) => {
    const { municipality, clerk, codes } = await withAuthenticator()
    await setSettings(municipality.id, { 'staff.failures_before_lock': 3 })
    for (let i = 0; i < 3; i++) await giveBoth(municipality, clerk, '000000')
    assert.exists((await account(municipality, clerk.id)).locked_until)
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 422)
    await setAccount(municipality, clerk.id, { locked_until: null })
    assert.equal((await giveBoth(municipality, clerk, codes[0])).answer.status, 303)
  })

  test('neither the secret nor a recovery code can be read in the database', async ({ assert }) => {
    const { municipality, secret, codes } = await withAuthenticator()
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery('SELECT f::text AS stored FROM staff_second_factors f')
    )
    assert.lengthOf(rows, 1)
    for (const plain of [
      secret.toString('base64'),
      secret.toString('hex'),
      ...codes.map((code) => Buffer.from(code.replaceAll('-', '')).toString('hex')),
    ]) {
      assert.notInclude(rows[0].stored, plain)
    }
  })

  test('a wrong first code takes nothing into use and keeps the secret on the page', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const visitor = await signedIn(municipality.slug, clerk)
    const page = await visitor.get(`/${municipality.slug}/staff/second-factor`)
    const refused = await visitor.submit(page, /second-factor$/, { code: '000000' })
    assert.equal(refused.status, 422)
    assert.deepEqual(secretOn(refused), secretOn(page))
    assert.equal(
      (await trySignIn(municipality, clerk)).answer.location,
      `/${municipality.slug}/staff`
    )
  })

  test('an authenticator in use is not replaced by another without a code of it', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const base = `/${municipality.slug}/staff`
    const visitor = await signedIn(municipality.slug, clerk)
    const page = await visitor.get(`${base}/second-factor`)
    const { secret } = await enrol(visitor, base)
    const late = await visitor.submit(page, /second-factor$/, { code: codeNow(secretOn(page)) })
    assert.equal(late.status, 422)

    const inUse = await visitor.get(`${base}/second-factor`)
    assert.equal((await visitor.submit(inUse, /remove$/, { code: '000000' })).status, 422)
    assert.equal((await visitor.submit(inUse, /remove$/, { code: codeNow(secret) })).status, 303)
    assert.equal((await trySignIn(municipality, clerk)).answer.location, base)
  })
})

test.group('staff/second factor the municipality asks for [R43] [R69]', () => {
  test('a role that must have one is led to set it up before anything else', async ({ assert }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const manager = await createStaff(municipality, 'counter_manager')
    await setSettings(municipality.id, { 'staff.second_factor_roles': ['counter_clerk'] })
    const base = `/${municipality.slug}/staff`
    const visitor = await signedIn(municipality.slug, clerk)
    for (const path of ['', '/visits', '/password']) {
      const answer = await visitor.get(base + path)
      assert.deepEqual([answer.status, answer.location], [302, `${base}/second-factor`], path)
    }
    const { codes } = await enrol(visitor, base)
    assert.lengthOf(codes, 10)
    assert.equal((await visitor.get(base)).status, 200)
    assert.equal((await (await signedIn(municipality.slug, manager)).get(base)).status, 200)
  })

  test('is a choice per role in the settings', async ({ assert }) => {
    const { base, visitor, municipality } = await administered()
    const page = await visitor.get(`${base}/settings/core`)
    const sent = await visitor.submit(page, /settings\/core/, {
      'failures_before_lock': '5',
      'lock_minutes': '15',
      'password_length': '12',
      'one_session': 'no',
      'final_passwords': 'yes',
      'idle_minutes': '30',
      'second_factor_roles[]': 'auditor',
    })
    assert.equal(sent.status, 303)
    const [entry] = await entriesOf(municipality, 'core.change_settings')
    assert.deepEqual(entry.detail.changes, { second_factor_roles: { from: [], to: ['auditor'] } })
    const auditor = await createStaff(municipality, 'auditor')
    const led = await (await signedIn(municipality.slug, auditor)).get(base)
    assert.equal(led.location, `${base}/second-factor`)
  })

  test('an administrator opens the way for somebody who lost it, but not for themselves', async ({
    assert,
  }) => {
    const { municipality, base, visitor, admin } = await administered()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const session = await signedIn(municipality.slug, clerk)
    await enrol(session, base)
    const page = await visitor.get(`${base}/members/${clerk.id}`)
    assert.include(page.words(), '設定済み')
    assert.equal((await visitor.submit(page, /second-factor\/reset$/)).status, 303)
    assert.equal((await session.get(base)).status, 302)
    assert.equal((await trySignIn(municipality, clerk)).answer.location, base)
    assert.lengthOf(await entriesOf(municipality, 'staff.reset_second_factor'), 1)

    await enrol(visitor, base)
    const { fields } = page.forms().find(({ action }) => action.endsWith('/reset'))!
    await visitor.post(`${base}/members/${admin.id}/second-factor/reset`, fields)
    assert.include((await visitor.get(`${base}/members/${admin.id}`)).words(), '設定済み')
  })
})

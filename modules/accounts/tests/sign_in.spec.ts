import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import { tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { setSettings } from '#tests/support/municipality'
import { addAccount } from '../actions/add_account.js'
import { suspendAccount, withdrawAccount } from '../actions/set_account_state.js'
import { initialPasswordHash, noticeHash } from '../credentials.js'
import { accountRows, firstUse, OWN, townWithAccounts, trySignIn } from './support.js'

const refusal = ({ status, text }: { status: number; text: string }) => ({
  status,
  text: text.replaceAll(/value="[^"]*"/g, ''),
})

test.group('accounts/first use [R21] [R29]', () => {
  test('asks for an own password, and the first one never works again', async ({ assert }) => {
    const { municipality, issued, base } = await townWithAccounts()
    const [account] = issued
    const visitor = new Visitor()
    const fields = { account_name: account.userId, account_password: account.initialPassword }
    const sent = await trySignIn(municipality, fields, visitor)
    assert.equal(sent.status, 303)
    assert.include(sent.location, `${base}/account/password`)
    await visitor.post(sent.location.split('?')[0], { password: OWN, again: OWN })
    assert.equal((await visitor.get(`${base}/account`)).status, 200)

    assert.equal((await trySignIn(municipality, fields)).status, 422)
    const own = { account_name: account.userId, account_password: OWN }
    assert.equal((await trySignIn(municipality, own)).location, `${base}/account`)
  })

  test('takes ID and password in any width and case, with or without hyphens', async ({
    assert,
  }) => {
    const { municipality, issued } = await townWithAccounts()
    const [{ userId, initialPassword }] = issued
    const wide = (text: string) =>
      [...text.toLowerCase()].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
    const answer = await trySignIn(municipality, {
      account_name: wide(userId).replace(/^(.{4})/, '$1－'),
      account_password: wide(initialPassword),
    })
    assert.equal(answer.status, 303)
  })

  test('an own password that is short, the ID itself or mistyped is refused with a sentence', async ({
    assert,
  }) => {
    const { municipality, issued, base } = await townWithAccounts()
    const [account] = issued
    const visitor = new Visitor()
    const fields = { account_name: account.userId, account_password: account.initialPassword }
    await trySignIn(municipality, fields, visitor)
    for (const [password, again, sentence] of [
      ['short', 'short', '8文字以上'],
      [account.userId, account.userId, '簡単すぎます'],
      [OWN, `${OWN}x`, '同じではありません'],
    ]) {
      const answer = await visitor.post(`${base}/account/password`, { password, again })
      assert.equal(answer.status, 422)
      assert.include(answer.words(), sentence)
    }
    assert.isNull((await accountRows(municipality))[0].password_hash)
  })
})

test.group('accounts/sign-in [R25] [R60]', () => {
  test('unknown, wrong, suspended and withdrawn answer alike', async ({ assert }) => {
    const { municipality, issued } = await townWithAccounts({}, { accounts: 3 })
    for (const account of issued) await firstUse(municipality, account)
    const rows = await accountRows(municipality)
    const idOf = (userId: string) => rows.find((row) => row.user_id === userId)!.id
    await tenancy.run(municipality, () => suspendAccount(idOf(issued[1].userId)))
    await tenancy.run(municipality, () => withdrawAccount(idOf(issued[2].userId)))
    const tryAs = async (name: string, password: string) =>
      refusal(await trySignIn(municipality, { account_name: name, account_password: password }))
    const unknown = await tryAs('ZZZZZZZZZZZZ', OWN)
    assert.equal(unknown.status, 422)
    assert.deepEqual(await tryAs(issued[0].userId, 'wrong password'), unknown)
    assert.deepEqual(await tryAs(issued[1].userId, OWN), unknown)
    assert.deepEqual(await tryAs(issued[2].userId, OWN), unknown)
  })

  test('unknown takes as long as wrong: each verifies one hash, as hard as the next', async ({
    assert,
    cleanup,
  }) => {
    const { municipality, issued } = await townWithAccounts({}, { accounts: 2 })
    await firstUse(municipality, issued[0])
    const verify = hash.verify.bind(hash)
    const verified: string[] = []
    /** `$scrypt$n=…,r=…,p=…$salt$hash` */
    hash.verify = (stored, typed) => {
      verified.push(stored.split('$').slice(1, 3).join(' '))
      return verify(stored, typed)
    }
    cleanup(() => void Reflect.deleteProperty(hash, 'verify'))
    for (const name of ['NOBODY', issued[0].userId, issued[1].userId]) {
      await trySignIn(municipality, { account_name: name, account_password: 'wrong password' })
    }
    assert.match(verified[0], /^scrypt n=\d+,/)
    assert.deepEqual(
      verified,
      Array.from({ length: 3 }, () => verified[0])
    )
  })

  test('one ID guessed too often is slowed down, the address it comes from is not', async ({
    assert,
  }) => {
    const { municipality, issued } = await townWithAccounts({}, { accounts: 2 })
    await firstUse(municipality, issued[1])
    const statuses = []
    for (let i = 0; i < 6; i++) {
      const fields = { account_name: issued[0].userId, account_password: `guess ${i}` }
      statuses.push((await trySignIn(municipality, fields)).status)
    }
    assert.deepEqual(statuses, [...Array.from({ length: 5 }, () => 422), 429])
    const neighbour = { account_name: issued[1].userId, account_password: OWN }
    assert.equal((await trySignIn(municipality, neighbour)).status, 303)
  })

  test('leads back to where somebody came from, and only within the municipality', async ({
    assert,
  }) => {
    const { municipality, issued, base } = await townWithAccounts()
    await firstUse(municipality, issued[0])
    const own = { account_name: issued[0].userId, account_password: OWN }
    for (const [next, leads] of [
      [`${base}/account/details`, `${base}/account/details`],
      ['https://elsewhere.example/', `${base}/account`],
      [`//elsewhere.example${base}/`, `${base}/account`],
      [`${base}/\\elsewhere`, `${base}/account`],
      [`/other-town/account`, `${base}/account`],
    ]) {
      assert.equal((await trySignIn(municipality, { ...own, next })).location, leads)
    }
  })

  test('a page of the account leads a stranger to the sign-in page', async ({ assert }) => {
    const { base } = await townWithAccounts()
    for (const path of ['', '/details', '/details/edit', '/password']) {
      const answer = await new Visitor().get(`${base}/account${path}`)
      assert.equal(answer.status, 303)
      assert.include(answer.location, `${base}/account/sign-in?next=`)
    }
  })

  test('ends with signing out, with a new password elsewhere, and in another municipality', async ({
    assert,
  }) => {
    const { municipality, issued, base } = await townWithAccounts()
    const first = await firstUse(municipality, issued[0])
    const second = new Visitor()
    const own = { account_name: issued[0].userId, account_password: OWN }
    await trySignIn(municipality, own, second)
    const another = await townWithAccounts()
    assert.equal((await first.get(`${another.base}/account`)).status, 303)
    await second.post(`${base}/account/password`, {
      current: OWN,
      password: 'もっと長い合言葉です',
      again: 'もっと長い合言葉です',
    })
    assert.equal((await first.get(`${base}/account`)).status, 303)
    assert.equal((await second.get(`${base}/account`)).status, 200)
    await second.post(`${base}/account/sign-out`)
    assert.equal((await second.get(`${base}/account`)).status, 303)
  })
})

test.group('accounts/kinds of sign-in [R71]', () => {
  test('a chosen login name, an address, or number and birthday open the same account', async ({
    assert,
  }) => {
    const { municipality, base } = await townWithAccounts()
    await tenancy.run(municipality, () =>
      addAccount({
        userId: 'MADO0001',
        loginName: 'hanako.y',
        email: 'hanako@example.jp',
        initialPasswordHash: initialPasswordHash('first-time-only'),
        noticeHash: noticeHash('123-456789', '1980-06-10'),
      })
    )
    const password = { account_password: 'first-time-only' }
    for (const [kind, fields, leads] of [
      ['user_id', { account_name: 'mado-0001', ...password }, 'password'],
      ['login_name', { account_name: 'Hanako.Y', ...password }, 'password'],
      ['email', { account_name: 'HANAKO@example.jp', ...password }, 'password'],
      [
        'notice',
        {
          account_name: '１２３４５６７８９',
          birth_year: '昭和55',
          birth_month: '6',
          birth_day: '10',
        },
        'account',
      ],
    ] as const) {
      await setSettings(municipality.id, { 'accounts.sign_in_with': kind })
      const answer = await trySignIn(municipality, fields)
      assert.equal(answer.status, 303, kind)
      assert.include(answer.location, leads, kind)
    }
    const wrong = await trySignIn(municipality, {
      account_name: '123456789',
      ...{ birth_year: '1980', birth_month: '6', birth_day: '11' },
    })
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), '番号か生年月日が正しくありません')
    assert.notInclude(JSON.stringify(await accountRows(municipality)), '1980-06-10')
    assert.equal((await new Visitor().get(`${base}/account/sign-in`)).status, 200)
  })
})

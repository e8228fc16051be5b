import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { createCounter, createStaff, setSettings } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { account, administered, day, formOf, trySignIn } from './support.js'

const NEW = {
  staff_name: '山田 花子',
  login_id: 'ｙａｍａｄａ',
  email: 'yamada@example.jp',
  role: 'counter_clerk',
  valid_from: '',
  valid_until: '',
  suspended: 'no',
}

const passwordOn = (text: string) => text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)?.[0]

test.group('staff/members, registering [R69] [R70]', () => {
  test('makes an account whose temporary password is shown once', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const counter = await createCounter(municipality, { name: '本庁窓口' })
    const page = await visitor.get(`${base}/members/new`)
    assert.include(page.words(), '本庁窓口')
    const sent = await visitor.submit(page, /members$/, {
      ...NEW,
      'valid_from': '令和8年4月1日',
      'valid_until': day(30),
      'counters[]': counter.id,
    })
    assert.equal(sent.status, 303)
    const shown = await visitor.get(sent.location)
    const password = passwordOn(shown.text)!
    assert.exists(password)
    assert.include(shown.words(), 'yamada')
    assert.isUndefined(passwordOn((await visitor.get(sent.location)).text))

    const { answer, visitor: newcomer } = await trySignIn(municipality, {
      loginId: 'yamada',
      password,
    })
    assert.equal(answer.status, 303)
    assert.equal((await newcomer.get(base)).location, `${base}/password`)

    const [entry] = (await entriesOf(municipality, 'staff.register')).slice(-1)
    assert.deepEqual(entry.detail, { loginId: 'yamada', role: 'counter_clerk' })
    const stored = await account(municipality, entry.subject_id!)
    assert.equal(stored.valid_from, '2026-04-01')
    assert.notInclude(JSON.stringify(await entriesOf(municipality)), password)
  })

  test('refuses what cannot be, says why, and registers nobody', async ({ assert }) => {
    const { municipality, admin, base, visitor } = await administered()
    const page = await visitor.get(`${base}/members/new`)
    for (const [fields, sentence] of [
      [{ staff_name: '' }, '氏名を入力してください。'],
      [{ login_id: 'あ' }, 'ログインIDは、半角の英数字'],
      [{ login_id: admin.loginId }, 'このログインIDは別の操作者が使っています'],
      [{ email: 'nowhere' }, 'メールアドレスの形が正しくありません'],
      [{ role: 'emperor' }, '登録区分を選んでください'],
      [{ valid_from: '2026-13-01' }, '適用開始日の日付が正しくありません'],
      [
        { valid_from: '2026-12-01', valid_until: '2026-11-01' },
        '有効期限が開始日より前になっています',
      ],
    ] as [Record<string, string>, string][]) {
      const refused = await visitor.submit(page, /members$/, { ...NEW, ...fields })
      assert.equal(refused.status, 422, sentence)
      assert.include(refused.words(), sentence)
      if (!('staff_name' in fields)) assert.include(refused.text, '山田 花子')
    }
    assert.lengthOf(await entriesOf(municipality, 'staff.register'), 1)
  })

  test('仮パスワード なし: a password agreed beforehand holds without a change [R69]', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const page = await visitor.get(`${base}/members/new`)
    const own = {
      given_password: '窓口で決めたながい合言葉です',
      given_password_again: '窓口で決めたながい合言葉です',
    }
    const asked = { ...NEW, temporary: 'no' }
    for (const [fields, sentence] of [
      [{}, 'パスワードを入力してください'],
      [{ ...own, given_password_again: '別のもの' }, 'パスワード（確認用）が一致しません'],
      [{ given_password: 'short', given_password_again: 'short' }, 'パスワードが短すぎます'],
    ] as [Record<string, string>, string][]) {
      const refused = await visitor.submit(page, /members$/, { ...asked, ...fields })
      assert.equal(refused.status, 422, sentence)
      assert.include(refused.words(), sentence)
      assert.notInclude(refused.text, '合言葉')
    }
    const sent = await visitor.submit(page, /members$/, { ...asked, ...own })
    assert.equal(sent.location, `${base}/members`)
    const { answer, visitor: newcomer } = await trySignIn(municipality, {
      loginId: 'yamada',
      password: own.given_password,
    })
    assert.equal(answer.status, 303)
    assert.equal((await newcomer.get(base)).status, 200)
    const [entry] = (await entriesOf(municipality, 'staff.register')).slice(-1)
    assert.deepEqual(entry.detail, { loginId: 'yamada', role: 'counter_clerk', temporary: false })

    await setSettings(municipality.id, { 'staff.final_passwords': false })
    assert.notInclude((await visitor.get(`${base}/members/new`)).text, 'given_password')
    const forbidden = await visitor.submit(page, /members$/, {
      ...{ ...asked, ...own, login_id: 'suzuki' },
    })
    assert.equal(forbidden.status, 422)
    assert.include(forbidden.words(), '仮パスワードの「あり」を選んでください')
  })

  test('the same login id sent twice at once makes one account', async ({ assert }) => {
    const { base, visitor } = await administered()
    const page = await visitor.get(`${base}/members/new`)
    const answers = await Promise.all([1, 2, 3].map(() => visitor.submit(page, /members$/, NEW)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422, 422])
  })
})

test.group('staff/members, list [R69] [R74]', () => {
  test('says of each whether the account can be used, and finds by part of a name', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const suspended = await createStaff(municipality, 'counter_clerk', {
      loginId: 'clerk.suspended',
    })
    const expired = await createStaff(municipality, 'counter_clerk', { loginId: 'clerk.expired' })
    const locked = await createStaff(municipality, 'counter_clerk', { loginId: 'clerk.locked' })
    const { setAccount } = await import('./support.js')
    await setAccount(municipality, suspended.id, { suspended: true })
    await setAccount(municipality, expired.id, { valid_until: day(-1) })
    await setAccount(municipality, locked.id, { locked_until: new Date(Date.now() + 60_000) })
    const rows = (await visitor.get(`${base}/members`)).text.split('<tr>').slice(1)
    const stateOf = (loginId: string) => rows.find((row) => row.includes(loginId))!
    assert.include(stateOf('clerk.suspended'), '利用停止')
    assert.include(stateOf('clerk.expired'), '期間外')
    assert.include(stateOf('clerk.locked'), 'ロック中')

    const found = await visitor.get(`${base}/members?search=EXPIRED`)
    assert.include(found.text, 'clerk.expired')
    assert.notInclude(found.text, 'clerk.locked')
    assert.include(
      (await visitor.get(`${base}/members?search=%25`)).words(),
      '該当する操作者はいません'
    )
  })
})

test.group('staff/members, changing [R69] [R70]', () => {
  test('a change is stored and audited with old and new values', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const counter = await createCounter(municipality, { code: 'EKIMAE' })
    const clerk = await createStaff(municipality, 'counter_clerk')
    const page = await visitor.get(`${base}/members/${clerk.id}`)
    const sent = await visitor.submit(page, new RegExp(`${clerk.id}$`), {
      ...formOf(clerk, 'counter_clerk', { staff_name: '新しい 名前', valid_until: day(10) }),
      'counters[]': counter.id,
    })
    assert.equal(sent.status, 303)
    const [entry] = await entriesOf(municipality, 'staff.update')
    assert.deepEqual(entry.detail, {
      changes: { validUntil: { from: null, to: day(10) }, counters: { from: [], to: ['EKIMAE'] } },
      changedToo: ['name'],
    })
    assert.lengthOf(await entriesOf(municipality, 'staff.view'), 1)
  })

  for (const [what, changes] of [
    ['is suspended', { suspended: 'yes' }],
    ['gets another role', { role: 'auditor' }],
  ] as [string, Record<string, string>][]) {
    test(`whoever ${what} is signed out everywhere`, async ({ assert }) => {
      const { municipality, base, visitor } = await administered()
      const clerk = await createStaff(municipality, 'counter_clerk')
      const session = await signedIn(municipality.slug, clerk)
      const page = await visitor.get(`${base}/members/${clerk.id}`)
      await visitor.submit(
        page,
        new RegExp(`${clerk.id}$`),
        formOf(clerk, 'counter_clerk', changes)
      )
      assert.equal((await session.get(base)).status, 302)
    })
  }

  test('nobody suspends, demotes or locks out oneself', async ({ assert }) => {
    const { municipality, admin, base, visitor } = await administered()
    await createStaff(municipality, 'system_administrator')
    const page = await visitor.get(`${base}/members/${admin.id}`)
    assert.notInclude(page.text, '再発行の画面へ')
    const before = await account(municipality, admin.id)
    for (const [changes, sentence] of [
      [{ suspended: 'yes' }, '自分自身を利用停止にはできません'],
      [{ role: 'auditor' }, '自分自身の登録区分は変えられません'],
      [{ valid_until: day(-1) }, '自分自身が今日使えなくなる期間にはできません'],
      [{ valid_from: day(1) }, '自分自身が今日使えなくなる期間にはできません'],
    ] as [Record<string, string>, string][]) {
      const refused = await visitor.submit(
        page,
        new RegExp(`${admin.id}$`),
        formOf(admin, 'system_administrator', changes)
      )
      assert.equal(refused.status, 422)
      assert.include(refused.words(), sentence)
    }
    assert.deepEqual(await account(municipality, admin.id), before)
    assert.lengthOf(await entriesOf(municipality, 'staff.update'), 0)
  })

  test('two administrators who suspend each other at once leave one', async ({ assert }) => {
    const { municipality, admin, base, visitor } = await administered()
    const other = await createStaff(municipality, 'system_administrator')
    const otherVisitor = await signedIn(municipality.slug, other)
    const [page, otherPage] = [
      await visitor.get(`${base}/members/${other.id}`),
      await otherVisitor.get(`${base}/members/${admin.id}`),
    ]
    await Promise.all([
      visitor.submit(
        page,
        new RegExp(`${other.id}$`),
        formOf(other, 'system_administrator', { suspended: 'yes' })
      ),
      otherVisitor.submit(
        otherPage,
        new RegExp(`${admin.id}$`),
        formOf(admin, 'system_administrator', { suspended: 'yes' })
      ),
    ])
    const suspended = [await account(municipality, admin.id), await account(municipality, other.id)]
    assert.deepEqual(suspended.map((row) => row.suspended).sort(), [false, true])
  })

  test('who may manage staff but is no administrator does not make or change one', async ({
    assert,
  }) => {
    const { municipality, admin, base, visitor } = await administered()
    const manager = await createStaff(municipality, 'counter_manager')
    const matrix = await visitor.get(`${base}/members/permissions`)
    await visitor.submit(matrix, /permissions$/, {
      'allowed[]': 'counter_manager core.manage_staff',
    })
    const managing = await signedIn(municipality.slug, manager)
    const page = await managing.get(`${base}/members/new`)
    const refused = await managing.submit(page, /members$/, {
      ...NEW,
      role: 'system_administrator',
    })
    assert.equal(refused.status, 422)
    assert.include(refused.words(), 'システム管理者の登録と変更は、システム管理者だけができます')
    const own = await managing.get(`${base}/members/${admin.id}/password`)
    const reissue = await managing.submit(own, /password$/)
    assert.equal(reissue.location, `${base}/members/${admin.id}`)
    assert.equal((await trySignIn(municipality, admin)).answer.status, 303)
    const forged = await managing.post(`${base}/members/permissions`, {
      '_csrf': page.forms()[0].fields._csrf,
      'allowed[]': 'counter_manager core.manage_modules',
    })
    assert.equal(forged.status, 422)
  })
})

test.group('staff/members, temporary password again [R69]', () => {
  test('the old password stops working, sessions end, the new one is shown once', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const session = await signedIn(municipality.slug, clerk)
    const confirm = await visitor.get(`${base}/members/${clerk.id}/password`)
    assert.include(confirm.words(), 'いまのパスワードは使えなくなります')
    const sent = await visitor.submit(confirm, /password$/)
    const password = passwordOn((await visitor.get(sent.location)).text)!
    assert.isUndefined(passwordOn((await visitor.get(sent.location)).text))
    assert.equal((await session.get(base)).status, 302)
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 422)
    const { visitor: back } = await trySignIn(municipality, { ...clerk, password })
    assert.equal((await back.get(base)).location, `${base}/password`)
    assert.lengthOf(await entriesOf(municipality, 'staff.reissue_password'), 1)
  })

  test('a lock is opened before its time', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const clerk = await createStaff(municipality, 'counter_clerk')
    for (let i = 0; i < 5; i++) await trySignIn(municipality, { ...clerk, password: 'wrong' })
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 422)
    const page = await visitor.get(`${base}/members/${clerk.id}`)
    await visitor.submit(page, /unlock$/)
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 303)
    assert.lengthOf(await entriesOf(municipality, 'staff.unlock'), 1)
  })
})

test.group('staff/permission matrix [R46]', () => {
  test('a change is in force at the next request, stored as a difference, and reset', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const auditor = await createStaff(municipality, 'auditor')
    const watching = await signedIn(municipality.slug, auditor)
    assert.equal((await watching.get(`${base}/visits`)).status, 403)

    const page = await visitor.get(`${base}/members/permissions`)
    const ticked = [...page.text.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
      .filter(([input]) => /\schecked/.test(input))
      .map(([input]) => input.match(/value="([^"]*)"/)![1])
    const send = (cells: string[]) => {
      const form = page.forms().find(({ action }) => action.endsWith('/permissions'))!
      return visitor.post(form.action, {
        ...form.fields,
        ...Object.fromEntries(cells.map((cell, i) => [`allowed[${i}]`, cell])),
      })
    }
    await send([
      ...ticked.filter((cell) => cell !== 'auditor core.view_audit'),
      'auditor reservation.view',
    ])
    assert.equal((await watching.get(`${base}/visits`)).status, 200)
    assert.equal((await watching.get(`${base}/audit`)).status, 403)
    const [entry] = await entriesOf(municipality, 'staff.change_permissions')
    assert.deepEqual(entry.detail, {
      given: ['auditor reservation.view'],
      taken: ['auditor core.view_audit'],
    })

    const changed = await visitor.get(`${base}/members/permissions`)
    assert.include(changed.words(), '既定と違う権限が2か所あります')
    await visitor.submit(changed, /reset$/)
    assert.equal((await watching.get(`${base}/visits`)).status, 403)
    assert.equal((await watching.get(`${base}/audit`)).status, 200)
  })

  test('an administrator never loses the management of staff', async ({ assert }) => {
    const { base, visitor } = await administered()
    const page = await visitor.get(`${base}/members/permissions`)
    await visitor.submit(page, /permissions$/)
    assert.equal((await visitor.get(`${base}/members/permissions`)).status, 200)
    assert.equal((await visitor.get(`${base}/modules`)).status, 403)
  })
})

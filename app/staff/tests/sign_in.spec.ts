import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  setSettings,
} from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { account, day, setAccount, trySignIn } from './support.js'

const REFUSED = 'ログインIDかパスワードが違うか、いま使えないアカウントです。'

test.group('staff/sign-in [R43] [R69]', () => {
  test('a personal account leads to the staff’s top page', async ({ assert }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const { answer, visitor } = await trySignIn(municipality, clerk)
    assert.equal(answer.status, 303)
    const page = await visitor.get(answer.location)
    assert.include(page.words(), '試験 職員')
    assert.equal(page.headers.get('cache-control'), 'no-store')
  })

  test('locks after so many failures as the municipality sets, and opens by itself', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    await setSettings(municipality.id, {
      'staff.failures_before_lock': 3,
      'staff.lock_minutes': 20,
    })
    const clerk = await createStaff(municipality, 'counter_clerk')
    for (let i = 0; i < 3; i++) {
      const { answer } = await trySignIn(municipality, { ...clerk, password: 'wrong' })
      assert.equal(answer.status, 422)
    }
    const locked = await trySignIn(municipality, clerk)
    assert.equal(locked.answer.status, 422)
    assert.include(locked.answer.words(), REFUSED)
    const { locked_until: until } = await account(municipality, clerk.id)
    assert.approximately(until.getTime(), Date.now() + 20 * 60_000, 60_000)

    await setAccount(municipality, clerk.id, { locked_until: new Date(Date.now() - 1000) })
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 303)

    const reasons = (await entriesOf(municipality, 'staff.sign_in')).map(
      ({ result, detail }) => detail.reason ?? result
    )
    assert.deepEqual(reasons, ['password', 'password', 'password', 'locked', 'ok'])
  })

  test('a success forgets the failures before it', async ({ assert }) => {
    const municipality = await createMunicipality()
    await setSettings(municipality.id, { 'staff.failures_before_lock': 3 })
    const clerk = await createStaff(municipality, 'counter_clerk')
    for (const password of ['wrong', 'wrong', clerk.password, 'wrong', 'wrong', clerk.password]) {
      await trySignIn(municipality, { ...clerk, password })
    }
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 303)
  })

  test('guessing at one login id is slowed, whether or not there is such an account', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const statuses = []
    for (let i = 0; i < 11; i++) {
      const { answer } = await trySignIn(municipality, { loginId: 'nobody', password: `${i}` })
      statuses.push(answer.status)
    }
    assert.deepEqual(statuses, [...Array(10).fill(422), 429])
    const clerk = await createStaff(municipality, 'counter_clerk')
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 303)
  })

  test('unknown, wrong, suspended, early and expired are refused with one and the same page', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const pages = []
    for (const values of [
      { suspended: true },
      { valid_from: day(1) },
      { valid_until: day(-1) },
      { locked_until: new Date(Date.now() + 60_000) },
    ]) {
      const clerk = await createStaff(municipality, 'counter_clerk')
      await setAccount(municipality, clerk.id, values)
      const { answer } = await trySignIn(municipality, clerk)
      pages.push([answer.status, answer.words().replaceAll(clerk.loginId, 'ID')])
    }
    const clerk = await createStaff(municipality, 'counter_clerk')
    for (const keys of [
      { ...clerk, password: 'wrong' },
      { loginId: 'nobody', password: 'wrong' },
    ]) {
      const { answer } = await trySignIn(municipality, keys)
      pages.push([answer.status, answer.words().replaceAll(keys.loginId, 'ID')])
    }
    for (const page of pages) assert.deepEqual(page, pages[0])
    assert.equal(pages[0][0], 422)
    assert.include(pages[0][1] as string, REFUSED)
  })

  test('the first and the last day are days of the account', async ({ assert }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    await setAccount(municipality, clerk.id, { valid_from: day(0), valid_until: day(0) })
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 303)
  })

  test('whoever is suspended while signed in is out at the next request', async ({ assert }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const visitor = await signedIn(municipality.slug, clerk)
    await setAccount(municipality, clerk.id, { suspended: true })
    const answer = await visitor.get(`/${municipality.slug}/staff`)
    assert.equal(answer.status, 302)
    assert.include(answer.location, '/staff/sign-in')
  })
})

test.group('staff/temporary password [R69]', () => {
  test('opens nothing but the page on which it is replaced', async ({ assert }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    await setAccount(municipality, clerk.id, { password_is_temporary: true })
    const visitor = await signedIn(municipality.slug, clerk)
    const base = `/${municipality.slug}/staff`
    for (const path of ['', '/visits', '/members']) {
      const answer = await visitor.get(base + path)
      assert.deepEqual([answer.status, answer.location], [302, `${base}/password`])
    }

    const page = await visitor.get(`${base}/password`)
    for (const [next, again, sentence] of [
      ['short', 'short', '新しいパスワードが短すぎます'],
      ['aaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaa', '新しいパスワードが簡単すぎます'],
      [clerk.password, clerk.password, 'いまのパスワードと同じです'],
      ['correct horse battery', 'correct horse', '確認用のパスワードが一致しません'],
      ['', '', '新しいパスワードを入力してください'],
    ]) {
      const refused = await visitor.submit(page, /password$/, {
        current: clerk.password,
        next,
        again,
      })
      assert.equal(refused.status, 422)
      assert.include(refused.words(), sentence)
    }
    const next = 'correct horse battery'
    const changed = await visitor.submit(page, /password$/, {
      current: clerk.password,
      next,
      again: next,
    })
    assert.equal(changed.status, 303)
    assert.equal((await visitor.get(base)).status, 200)
    assert.equal((await trySignIn(municipality, clerk)).answer.status, 422)
    assert.equal((await trySignIn(municipality, { ...clerk, password: next })).answer.status, 303)
  })
})

test.group('staff/sign-out [R43]', () => {
  test('ends this session only; everywhere ends every one of this person and of nobody else', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const base = `/${municipality.slug}/staff`
    const clerk = await createStaff(municipality, 'counter_clerk')
    const colleague = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk')
    )
    const [first, second, third] = [
      await signedIn(municipality.slug, clerk),
      await signedIn(municipality.slug, clerk),
      await signedIn(municipality.slug, clerk),
    ]
    const works = async (visitor: typeof first) => (await visitor.get(base)).status === 200

    const page = await third.get(base)
    const header = page.forms().find(({ action }) => action.endsWith('/sign-out'))!
    await third.post(header.action, header.fields)
    assert.deepEqual(
      [await works(first), await works(second), await works(third)],
      [true, true, false]
    )

    const own = await first.get(`${base}/password`)
    const everywhere = own.forms().find(({ fields }) => 'everywhere' in fields)!
    assert.equal((await first.post(everywhere.action, everywhere.fields)).status, 303)
    assert.deepEqual([await works(first), await works(second)], [false, false])
    assert.isTrue(await works(colleague))
    assert.lengthOf(await entriesOf(municipality, 'staff.sign_out_everywhere'), 1)
  })
})

test.group('staff/permissions and counters [R44] [R70]', () => {
  test('a clerk sees the assigned counters only; one without any sees none', async ({ assert }) => {
    const municipality = await createMunicipality()
    const [ours, theirs] = [
      await createCounter(municipality, { name: '第一窓口' }),
      await createCounter(municipality, { name: '第二窓口' }),
    ]
    const [ourSlot] = await createSlots(municipality, ours)
    const [theirSlot] = await createSlots(municipality, theirs)
    const clerk = await createStaff(municipality, 'counter_clerk', { counterIds: [ours.id] })
    const base = `/${municipality.slug}/staff`
    const visitor = await signedIn(municipality.slug, clerk)
    const visits = await visitor.get(`${base}/visits?date=${day(7)}`)
    assert.include(visits.words(), '第一窓口')
    assert.notInclude(visits.words(), '第二窓口')
    assert.equal((await visitor.get(`${base}/slots/${ourSlot}`)).status, 200)
    assert.equal((await visitor.get(`${base}/slots/${theirSlot}`)).status, 404)

    const nowhere = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_clerk')
    )
    assert.notInclude((await nowhere.get(`${base}/visits?date=${day(7)}`)).words(), '第一窓口')
  })

  test('what a person may not do is refused, and the attempt is in the audit log [R45]', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const visitor = await signedIn(municipality.slug, clerk)
    const base = `/${municipality.slug}/staff`
    const pages = [
      'members',
      'members/permissions',
      'modules',
      'municipality',
      'settings/core',
      'counters',
      'audit',
      'mail',
    ]
    const menu = (await visitor.get(base)).text
    for (const page of pages) {
      assert.equal((await visitor.get(`${base}/${page}`)).status, 403, page)
      assert.notInclude(menu, `href="${base}/${page}"`)
    }
    const denied = (await entriesOf(municipality)).filter(({ result }) => result === 'denied')
    assert.lengthOf(denied, pages.length)
    assert.equal(denied[0].action, 'core.manage_staff')
    assert.equal(denied[0].staff_login, clerk.loginId)
    assert.deepEqual(denied[0].detail, { method: 'GET', path: `${base}/members` })
  })

  test('a session that runs out leads back to the page that was asked for', async ({ assert }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const visitor = await signedIn(municipality.slug, clerk)
    await db.connection('system').rawQuery('DELETE FROM sessions WHERE user_id = ?', [clerk.id])
    const wanted = `/${municipality.slug}/staff/visits?date=2026-12-01`
    const refused = await visitor.get(wanted)
    const page = await visitor.get(refused.location)
    const back = await visitor.submit(page, /sign-in/, {
      login_id: clerk.loginId,
      password: clerk.password,
    })
    assert.equal(back.location, wanted)
  })
})

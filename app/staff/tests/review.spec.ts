import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { createMunicipality, createStaff } from '#tests/support/municipality'
import { administered, day, setAccount } from './support.js'

const longAgo = new Date(Date.now() - 100 * 86_400_000)

async function office() {
  const { municipality, admin, base, visitor } = await administered()
  const make = (loginId: string) => createStaff(municipality, 'counter_clerk', { loginId })
  const [fresh, dormant, expired] = [
    await make('fresh'),
    await make('dormant'),
    await make('expired'),
  ]
  await setAccount(municipality, dormant.id, { last_signed_in_at: longAgo })
  await setAccount(municipality, expired.id, {
    last_signed_in_at: new Date(),
    valid_until: day(-1),
  })
  return { municipality, admin, base, visitor, fresh, dormant, expired }
}

test.group('staff/account review [R43] [R69]', () => {
  test('finds accounts nobody uses, that are out of use, or were not looked at', async ({
    assert,
  }) => {
    const { base, visitor, admin } = await office()
    const found = async (finding: string) => {
      const page = await visitor.get(`${base}/members/review?finding=${finding}`)
      return ['fresh', 'dormant', 'expired', admin.loginId].filter((id) =>
        page.text.includes(`>${id}</a>`)
      )
    }
    assert.deepEqual(await found('never_used'), ['fresh'])
    assert.deepEqual(await found('long_unused'), ['dormant'])
    assert.deepEqual(await found('out_of_use'), ['expired'])
    assert.deepEqual(await found('not_reviewed'), ['fresh', 'dormant', 'expired', admin.loginId])
    assert.lengthOf(await found('nonsense'), 4)
  })

  test('records who confirmed which accounts, and asks again after a quarter', async ({
    assert,
  }) => {
    const { municipality, base, visitor, dormant } = await office()
    const page = await visitor.get(`${base}/members/review?finding=not_reviewed`)
    const nothing = await visitor.submit(page, /review/)
    assert.equal(nothing.status, 422)
    assert.include(nothing.words(), '確認したアカウントを選んでください。')

    const theirs = await createStaff(await createMunicipality(), 'counter_clerk')
    const sent = await visitor.submit(page, /review/, { 'accounts[]': dormant.id })
    assert.equal(sent.location, `${base}/members/review?finding=not_reviewed`)
    assert.notInclude((await visitor.get(sent.location)).text, '>dormant</a>')
    assert.include((await visitor.get(`${base}/members/review`)).words(), '試験 職員')
    await visitor.submit(page, /review/, { 'accounts[]': theirs.id })
    const entries = await entriesOf(municipality, 'staff.review')
    assert.deepEqual(
      entries.map(({ detail }) => detail.accounts),
      [['dormant']]
    )
  })

  test('comes as a file of all accounts, and the log says how many', async ({ assert }) => {
    const { municipality, base, visitor } = await office()
    const page = await visitor.get(`${base}/members/review`)
    const form = page.forms().find(({ action }) => action.endsWith('/export'))!
    const file = await visitor.download(form.action, form.fields)
    assert.include(file.headers.get('content-type')!, 'text/csv')
    const lines = (await file.text()).trim().split('\r\n')
    assert.lengthOf(lines, 5)
    assert.include(lines[0], '最終サインイン')
    assert.match(
      lines.find((line) => line.startsWith('expired'))!,
      /期間外/
    )
    const [entry] = await entriesOf(municipality, 'staff.export_review')
    assert.deepEqual(entry.detail, { count: 4 })
  })

  test('an account can be registered ahead, to be opened later', async ({ assert }) => {
    const { base, visitor } = await office()
    const page = await visitor.get(`${base}/members/new`)
    assert.include(page.words(), '運営管理団体')
    const sent = await visitor.submit(page, /members$/, {
      ...{ staff_name: '四月 採用', login_id: 'april', email: '', role: 'counter_clerk' },
      ...{ valid_from: '', valid_until: '', suspended: 'yes' },
    })
    assert.equal(sent.status, 303)
    const list = await visitor.get(`${base}/members?search=april`)
    assert.include(list.words(), '利用停止')
  })
})

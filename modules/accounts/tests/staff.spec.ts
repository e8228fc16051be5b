import { test } from '@japa/runner'
import iconv from 'iconv-lite'
import { tenancy } from '#app/tenancy/main'
import { entriesOf } from '#app/audit/tests/support'
import { createStaff } from '#tests/support/municipality'
import { type Visitor } from '#tests/support/browserless'
import { Resident } from '#tests/support/resident'
import { signedIn } from '#tests/support/staff_session'
import { issueAccounts } from '../actions/issue_accounts.js'
import { accountRows, firstUse, OWN, townWithAccounts, trySignIn } from './support.js'

async function office(settings: Record<string, unknown> = {}) {
  const town = await townWithAccounts(settings)
  const visitor = await signedIn(town.municipality.slug, town.staff)
  return { ...town, visitor, staffBase: `${town.base}/staff/accounts` }
}

/** Sends a file as the import form does. */
async function send(visitor: Visitor, page: string, content: Buffer | string, check = false) {
  const form = (await visitor.get(page)).forms().find(({ action }) => /import$/.test(action))!
  const body = new FormData()
  body.set('_csrf', form.fields._csrf)
  if (check) body.set('only_check', '1')
  body.set('file', new Blob([new Uint8Array(Buffer.from(content))]), 'ids.csv')
  return visitor.postForm(page, body)
}

test.group('accounts/issue [R6] [R21]', () => {
  test('hands IDs and first passwords out once, as a file, and stores only hashes', async ({
    assert,
  }) => {
    const { municipality, visitor, staffBase } = await office()
    const page = await visitor.get(`${staffBase}/issue`)
    const file = await visitor.submit(page, /issue$/, { count: '３' })
    assert.include(file.headers.get('content-disposition'), 'attachment')
    const lines = file.text.trim().split('\r\n')
    assert.equal(lines[0], '利用者ID,初期パスワード')
    assert.lengthOf(lines, 4)
    const [id, password] = lines[1].split(',')
    assert.equal(
      (await trySignIn(municipality, { account_name: id, account_password: password })).status,
      303
    )
    const rows = JSON.stringify(await accountRows(municipality))
    assert.notInclude(rows, password)
    assert.notInclude(rows, password.replaceAll('-', ''))
    const [entry] = await entriesOf(municipality, 'accounts.issue')
    assert.equal(entry.detail.count, 1)
    assert.include((await visitor.get(`${staffBase}/issue`)).words(), '発行 3')
  })

  test('ten thousand in one run, all different', async ({ assert }) => {
    const { municipality, staff } = await townWithAccounts({}, { accounts: 1 })
    const issued = await tenancy.run(municipality, () => issueAccounts(10_000, staff.id))
    assert.equal(new Set(issued.map(({ userId }) => userId)).size, 10_000)
    assert.equal(new Set(issued.map(({ initialPassword }) => initialPassword)).size, 10_000)
    assert.lengthOf(await accountRows(municipality), 10_001)
    for (const account of [issued[0], issued[9_999]]) {
      const answer = await trySignIn(municipality, {
        account_name: account.userId,
        account_password: account.initialPassword,
      })
      assert.equal(answer.status, 303)
    }
  })

  test('a number that cannot be issued is refused', async ({ assert }) => {
    const { municipality, visitor, staffBase } = await office()
    const page = await visitor.get(`${staffBase}/issue`)
    for (const count of ['0', '10001', 'many', '']) {
      assert.equal((await visitor.submit(page, /issue$/, { count })).status, 422)
    }
    assert.lengthOf(await accountRows(municipality), 1)
  })
})

test.group('accounts/import [R21]', () => {
  const HEADER = '利用者ID,初期パスワード,メールアドレス,氏名'

  test('takes a file of the municipality’s own IDs in CP932 as well as in UTF-8', async ({
    assert,
  }) => {
    for (const encode of [
      (text: string) => iconv.encode(text, 'cp932'),
      (text: string) => Buffer.from(text),
      (text: string) => Buffer.from(`\uFEFF${text}`),
    ]) {
      const { municipality, visitor, staffBase } = await office()
      const text = `${HEADER}\r\n0001-A,himitsu-123,taro@example.jp,髙﨑太郎\r\n0002-B,,,山田花子\r\n`
      const file = await send(visitor, `${staffBase}/import`, encode(text))
      assert.equal(file.status, 200)
      const [, first, second] = file.text.trim().split('\r\n')
      assert.equal(first, '0001-A,')
      assert.match(second, /^0002-B,\w{4}-\w{4}-\w{4}$/)
      const rows = await accountRows(municipality)
      assert.isTrue(rows.some(({ details }) => details.name === '髙﨑太郎'))
      const answer = await trySignIn(municipality, {
        account_name: '0001a',
        account_password: 'himitsu-123',
      })
      assert.equal(answer.status, 303)
    }
  })

  test('one mistake and nothing is taken; every wrong line is named', async ({ assert }) => {
    const { municipality, visitor, staffBase } = await office()
    const text = `${HEADER}\n0001,himitsu-123,,山田\n0001,kurz,nobody,山田\n`
    const refused = await send(visitor, `${staffBase}/import`, text)
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '3行目：メールアドレスの形が正しくありません。')
    assert.include(refused.words(), '3行目：初期パスワードは8文字以上にしてください。')
    const twice = await send(visitor, `${staffBase}/import`, '利用者ID\n0001\n００01\n')
    assert.include(twice.words(), '3行目：利用者IDが2行目と同じです。')
    assert.lengthOf(await accountRows(municipality), 1)
  })

  test('an ID another account has refuses the whole file', async ({ assert }) => {
    const { municipality, visitor, staffBase, issued } = await office()
    const refused = await send(
      visitor,
      `${staffBase}/import`,
      `利用者ID\nNEW-0001\n${issued[0].userId}\n`
    )
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '3行目：この利用者IDは、すでに使われています。')
    assert.lengthOf(await accountRows(municipality), 1)
  })

  test('a 個人番号 anywhere stops it, naming the line', async ({ assert }) => {
    const { municipality, visitor, staffBase } = await office()
    const refused = await send(
      visitor,
      `${staffBase}/import`,
      '利用者ID,氏名\n0001,山田\n0002,１２３４-５６７８-９０１８\n'
    )
    assert.equal(refused.status, 422)
    assert.include(refused.words(), '3行目：個人番号（マイナンバー）と思われる')
    assert.lengthOf(await accountRows(municipality), 1)
  })

  test('checking only stores nothing; unknown columns, no file and no CSV are sentences', async ({
    assert,
  }) => {
    const { municipality, visitor, staffBase } = await office()
    const page = `${staffBase}/import`
    const checked = await send(visitor, page, '利用者ID\n0001\n', true)
    assert.include(checked.words(), '1件を確かめました')
    const unknown = await send(visitor, page, '利用者ID,血液型\n0001,A\n')
    assert.include(unknown.words(), '使えない列があります：血液型')
    assert.include((await send(visitor, page, '')).words(), 'ファイル')
    assert.include((await send(visitor, page, '利用者ID\n"0001\n')).words(), 'CSVで保存し直して')
    assert.lengthOf(await accountRows(municipality), 1)
  })
})

test.group('accounts/会員管理 [R45] [R74]', () => {
  test('finds an account by the beginning of its ID and shows what it booked', async ({
    assert,
  }) => {
    const { municipality, visitor, staffBase, issued, slots } = await office()
    const resident = new Resident(await firstUse(municipality, issued[0]), municipality.slug)
    await resident.book(slots[0])
    const list = await visitor.get(`${staffBase}?id=${issued[0].userId.slice(0, 5).toLowerCase()}`)
    const link = list.text.match(/href="([^"]*\/staff\/accounts\/[0-9a-f-]{36})"/)![1]
    const page = await visitor.get(link)
    assert.include(page.words(), issued[0].userId)
    assert.include(page.words(), '試験窓口')
    assert.lengthOf(await entriesOf(municipality, 'accounts.view'), 1)
    assert.include(
      (await visitor.get(`${staffBase}?id=zzzz`)).words(),
      '条件に合う利用者IDはありません'
    )
  })

  test('suspends, resumes, reissues and withdraws; each of them once', async ({ assert }) => {
    const { municipality, visitor, staffBase, issued } = await office()
    await firstUse(municipality, issued[0])
    const [{ id }] = await accountRows(municipality)
    const page = `${staffBase}/${id}`
    const own = { account_name: issued[0].userId, account_password: OWN }
    await visitor.submit(await visitor.get(page), /suspend$/)
    assert.equal((await trySignIn(municipality, own)).status, 422)
    await visitor.submit(await visitor.get(page), /resume$/)
    assert.equal((await trySignIn(municipality, own)).status, 303)

    await visitor.submit(await visitor.get(page), /password$/)
    const shown = await visitor.get(page)
    const password = shown.text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)![0]
    assert.notInclude((await visitor.get(page)).text, password)
    assert.equal((await trySignIn(municipality, own)).status, 422)
    const first = { account_name: issued[0].userId, account_password: password }
    assert.equal((await trySignIn(municipality, first)).status, 303)

    const ask = await visitor.get(`${page}/withdraw`)
    assert.equal((await visitor.submit(ask, /withdraw$/)).status, 303)
    const [row] = await accountRows(municipality)
    assert.deepEqual([row.state, row.details, row.email_sealed], ['withdrawn', {}, null])
    await visitor.submit(ask, /withdraw$/)
    assert.include((await visitor.get(page)).words(), 'ほかの人が先に変更した')
    assert.lengthOf(await entriesOf(municipality, 'accounts.withdraw'), 1)
  })

  test('who may only look cannot issue or change', async ({ assert }) => {
    const { municipality, base } = await townWithAccounts()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const visitor = await signedIn(municipality.slug, clerk)
    assert.equal((await visitor.get(`${base}/staff/accounts`)).status, 200)
    assert.equal((await visitor.get(`${base}/staff/accounts/issue`)).status, 403)
    const operator = await createStaff(municipality, 'proxy_operator')
    const outside = await signedIn(municipality.slug, operator)
    assert.equal((await outside.get(`${base}/staff/accounts`)).status, 403)
  })
})

test.group('accounts/by phone [R14] [R47] [R49]', () => {
  test('the ID somebody says books for them and finds it again, without a name', async ({
    assert,
  }) => {
    const { municipality, counter, slots, issued, base } = await office()
    const operator = await createStaff(municipality, 'proxy_operator', {
      counterIds: [counter.id],
    })
    const visitor = await signedIn(municipality.slug, operator)
    const slot = `${base}/staff/slots/${slots[0]}`
    const page = await visitor.get(slot)
    const unknown = await visitor.submit(page, /reservations$/, {
      old_card: 'no',
      booker: 'NOBODY',
    })
    assert.equal(unknown.status, 422)
    assert.include(unknown.words(), 'この利用者IDは見つかりません')
    const said = issued[0].userId.toLowerCase()
    const booked = await visitor.submit(page, /reservations$/, { old_card: 'no', booker: said })
    assert.equal(booked.status, 303)
    const account = await visitor.get(`${base}/staff/reservations`)
    const sent = await visitor.submit(account, /search$/, { booker: said })
    assert.notInclude(sent.location.toLowerCase(), said.replaceAll('-', ''))
    const found = await visitor.get(sent.location)
    assert.include(found.words(), issued[0].userId)
    assert.include(found.words(), '全1件のうち')
    const record = found.text.match(/href="([^"]*\/staff\/reservations\/[0-9a-f-]{36})"/)![1]
    const opened = await visitor.get(record)
    assert.include(opened.words(), `利用者ID ${issued[0].userId}`)

    const nobody = await visitor.submit(account, /search$/, { booker: 'NOBODY' })
    assert.include((await visitor.get(nobody.location)).words(), '条件に合う予約はありません')
    const [entry] = await entriesOf(municipality, 'reservation.search')
    assert.deepEqual(Object.keys(entry.detail.lookedFor as object), ['booker'])
  })
})

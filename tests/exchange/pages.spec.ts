import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { entriesOf } from '#app/audit/tests/support'
import { tenancy } from '#app/tenancy/main'
import { ownKey } from '#app/exchange/queries/exchange_keys'
import { makeCards, recordAll } from '#modules/card-progress/tests/support'
import { createCounter, createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { receive, send, twoSides, type Side } from '#tests/support/exchange'

/** A side with somebody in front of its screen. */
async function seated({ municipality, staff }: Side) {
  const base = `/${municipality.slug}/staff/exchange`
  const visitor = await signedIn(municipality.slug, staff)
  const upload = async (...files: Buffer[]) => {
    const page = await visitor.get(base)
    const form = page.forms().find(({ action }) => /exchange\/files$/.test(action))!
    const body = new FormData()
    body.set('_csrf', form.fields._csrf)
    files.forEach((bytes, i) => body.append('files', new Blob([bytes]), `file-${i}.csv`))
    return visitor.postForm(form.action, body)
  }
  return { base, visitor, upload, page: () => visitor.get(base) }
}

/** An office whose card has arrived; its files are of the town's own number, as pages make them. */
async function sidesOnScreens() {
  const { cloud, office } = await twoSides()
  const [card] = await makeCards(office.municipality, office.counter.id)
  await recordAll(office.municipality, card.id, 'ARRIVE')
  return { cloud, office, card }
}

test.group('exchange › pages', () => {
  test('keys are made, a partner is trusted with the fingerprint read out, and a file is made', async ({
    assert,
  }) => {
    const municipality = await createMunicipality({ modules: ['card-progress'] })
    const counter = await createCounter(municipality)
    const staff = await createStaff(municipality, 'system_administrator')
    const { base, visitor, page } = await seated({ municipality, counter, staff })
    assert.include((await page()).words(), 'まだファイルを受け渡せません')
    const keys = await visitor.get(`${base}/keys`)
    assert.equal((await visitor.submit(keys, /keys$/)).status, 303)
    const own = (await tenancy.run(municipality, ownKey))!
    const made = await visitor.get(`${base}/keys`)
    assert.include(made.words(), own.publicKey)

    const again = await visitor.submit(made, /keys$/)
    assert.equal(again.status, 422, 'another key needs a confirmation')
    assert.include(again.words(), 'チェックを入れてください')

    const other = (await tenancy.run((await twoSides()).cloud.municipality, ownKey))!
    const trust = (fields: Record<string, string>) => visitor.submit(made, /partner$/, fields)
    const wrong = await trust({
      partner_key: other.publicKey,
      partner_fingerprint: own.fingerprint,
    })
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), '公開鍵と指紋が合いません')
    const right = { partner_key: other.publicKey, partner_fingerprint: other.fingerprint }
    assert.equal((await trust(right)).status, 303)

    const nothing = await visitor.submit(await page(), /feeds\/cards\/files$/)
    assert.include((await visitor.get(nothing.location)).words(), '新しい動きはありません')
    const [card] = await makeCards(municipality, counter.id)
    await recordAll(municipality, card.id, 'ARRIVE')
    const sent = await visitor.submit(await page(), /feeds\/cards\/files$/)
    const file = await visitor.get(sent.location)
    assert.include(file.words(), '1番のファイルを作りました')
    const form = file.forms().find(({ action }) => /download$/.test(action))!
    const [first, second] = [
      await (await visitor.download(form.action, form.fields)).text(),
      await (await visitor.download(form.action, form.fields)).text(),
    ]
    assert.equal(first, second, 'byte for byte')
    assert.include(first, `${card.code},open`)
    const actions = (await entriesOf(municipality)).map(({ action }) => action)
    assert.includeMembers(actions, [
      'exchange.make_keys',
      'exchange.trust_partner',
      'exchange.start_series',
      'exchange.make_file',
      'exchange.export_file',
    ])
  })

  test('what comes is taken or refused with a sentence, and the page says what is missing', async ({
    assert,
  }) => {
    const { cloud, office, card } = await sidesOnScreens()
    const files = [(await send(office))!]
    for (const code of ['LOST', 'ARRIVE', 'LOST'] as const) {
      await recordAll(office.municipality, card.id, code)
      files.push((await send(office))!)
    }
    const screen = await seated(cloud)
    const none = await screen.upload()
    assert.equal(none.status, 422)
    assert.include(none.words(), 'ファイルを選んでください')

    /** In this database the town has another number than on the files. */
    const foreign = await screen.upload(files[0])
    assert.equal(foreign.status, 422)
    assert.include(foreign.words(), 'ほかの自治体のファイルです')
    await receive(cloud, files[0], files[3])
    assert.include(
      (await screen.page()).words(),
      '予約できる範囲：2番から3番までのファイルがありません'
    )
    await receive(cloud, files[1], files[2], files[3])
    const words = (await screen.page()).words()
    assert.notInclude(words, 'のファイルがありません')
    assert.notInclude(words, '日たちました')
    await tenancy.run(cloud.municipality, () =>
      db.rawQuery("UPDATE exchange_files SET made_at = now() - interval '5 days'")
    )
    assert.include((await screen.page()).words(), '最後のファイルが作られてから5日たちました')
    assert.include(words, '2番から3番までのファイルがまだ来ていません', 'stays in the history')
  })

  test('lines left out are read again by a button, and counted', async ({ assert }) => {
    const { cloud, office } = await sidesOnScreens()
    const rename = (code: string) =>
      tenancy.run(cloud.municipality, () =>
        db.rawQuery('UPDATE counters SET code = ? WHERE id = ?', [code, cloud.counter.id])
      )
    await rename('OTHER')
    await receive(cloud, (await send(office))!)
    const screen = await seated(cloud)
    const { rows } = await tenancy.run(cloud.municipality, () =>
      db.rawQuery('SELECT id FROM exchange_files')
    )
    const path = `${screen.base}/files/${rows[0].id}`
    await rename('HONCHO')
    const done = await screen.visitor.submit(await screen.visitor.get(path), /mend$/)
    assert.equal(done.status, 303)
    const page = await screen.visitor.get(done.location)
    assert.include(page.words(), '1行を済ませ、0行はまだ登録できません')
    assert.isUndefined(page.forms().find(({ action }) => /mend$/.test(action)))
    const entry = (await entriesOf(cloud.municipality)).find(
      ({ action }) => action === 'exchange.read_again'
    )!
    assert.deepInclude(entry.detail, { count: 1, leftOut: 0 })
  })

  test('a new series is asked for, made, and told on both sides', async ({ assert }) => {
    const { cloud, office } = await sidesOnScreens()
    await receive(cloud, (await send(office))!)
    const screen = await seated(office)
    const ask = await screen.visitor.get(`${screen.base}/feeds/cards/series`)
    assert.equal((await screen.visitor.submit(ask, /feeds\/cards\/series$/)).status, 303)
    await receive(cloud, (await send(office))!)
    for (const side of [office, cloud]) {
      const words = (await (await seated(side)).page()).words()
      assert.include(words, '新しい系列（バックアップから戻したため）')
    }
    assert.equal((await screen.visitor.get(`${screen.base}/feeds/reservations/series`)).status, 404)
  })

  test('nobody but those who may sees or does any of it', async ({ assert }) => {
    const { office } = await sidesOnScreens()
    const clerk = await createStaff(office.municipality, 'counter_clerk')
    const clerkSees = await seated({ ...office, staff: clerk })
    assert.equal((await clerkSees.page()).status, 403)
    const manager = await createStaff(office.municipality, 'counter_manager')
    const managerSees = await seated({ ...office, staff: manager })
    assert.equal((await managerSees.page()).status, 200)
    assert.equal((await managerSees.visitor.get(`${managerSees.base}/keys`)).status, 403)
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { addField, fieldSetOf } from '#app/fields/main'
import { E_PERSONAL_FIELD_REFUSED } from '#app/fields/errors'
import { enableModule, E_MODULE_SWITCH_REFUSED, subjectsOf } from '#app/module_system/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { setField } from '#tests/support/fields'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
  switchModule,
} from '#tests/support/municipality'
import { Resident } from '#tests/support/resident'
import { signedIn } from '#tests/support/staff_session'

/** A municipality and its administrator at work. */
async function town(options: Parameters<typeof createMunicipality>[0] = {}) {
  const municipality = await createMunicipality(options)
  const staff = await createStaff(municipality, 'system_administrator')
  const visitor = await signedIn(municipality.slug, staff)
  return { municipality, staff, visitor, base: `/${municipality.slug}/staff` }
}

/** Says on the page that no residents' data is to be held, whatever the page shows. */
async function holdNone({ visitor, base }: Awaited<ReturnType<typeof town>>) {
  const page = await visitor.get(`${base}/privacy/mode`)
  const [{ fields }] = page.forms().filter(({ fields: own }) => '_csrf' in own)
  return visitor.post(`${base}/privacy/mode`, { _csrf: fields._csrf, holds: 'no' })
}

const now = ({ id }: { id: number }) => municipalities.byId(id)

const isRefused = async (municipality: Municipality, sql: string, bindings: unknown[]) => {
  try {
    await tenancy.run(municipality, () => db.rawQuery(sql, bindings as any[]))
    return false
  } catch (error) {
    return (error as { constraint?: string }).constraint === 'no_resident_data'
  }
}

test.group('privacy/住民情報を持たない: switching [R27] [R48]', () => {
  test('is refused while a module or a field that holds some is in use, each by name', async ({
    assert,
  }) => {
    const there = await town({ modules: ['reservation', 'accounts'] })
    await setField(there.municipality, 'name', 'optional')
    await setField(there.municipality, 'email', { public: 'optional', staff: 'unused' })
    const page = await there.visitor.get(`${there.base}/privacy/mode`)
    assert.include(page.words(), 'いまは切り替えられません')
    const refused = await holdNone(there)
    assert.equal(refused.status, 409)
    assert.include(refused.words(), '機能「利用者ID」が有効です')
    assert.include(refused.words(), '「氏名」をたずねています')
    assert.include(refused.words(), '「メールアドレス」をたずねています')
    assert.isTrue((await now(there.municipality)).holdsResidentData)
  })

  test('is refused while any is stored, even of a module that is off', async ({ assert }) => {
    const there = await town({ modules: ['reservation', 'accounts'] })
    const { municipality } = there
    const counter = await createCounter(municipality)
    const [slot] = await createSlots(municipality, counter)
    await setField(municipality, 'name', 'optional')
    const resident = new Resident(new Visitor(), municipality.slug)
    const token = (await resident.hold(slot))!
    assert.isNotNull(await resident.confirm(token, { old_card: 'no', name: '山田𠮷太郎' }))
    await tenancy.run(municipality, () =>
      db.rawQuery(
        `INSERT INTO accounts (municipality_id, user_id, user_key) VALUES (?, 'A', 'a')`,
        [municipality.id]
      )
    )
    await setField(municipality, 'name', 'unused')
    await switchModule(municipality.id, 'accounts', false)
    const refused = await holdNone(there)
    assert.equal(refused.status, 409)
    assert.include(refused.words(), 'だれのものか分かる予約が1件残っています')
    assert.include(refused.words(), '利用者IDが1件残っています')
  })

  test('is done where nothing is in the way, is in the audit log, and can be taken back', async ({
    assert,
  }) => {
    const there = await town()
    const sent = await holdNone(there)
    assert.equal(sent.status, 303)
    assert.isFalse((await now(there.municipality)).holdsResidentData)
    const shown = await there.visitor.get(sent.location)
    assert.include(shown.words(), 'この自治体は、住民情報を持ちません')
    const { rows } = await tenancy.run(there.municipality, () =>
      db.rawQuery(`SELECT detail FROM audit_entries WHERE action = 'core.hold_resident_data'`)
    )
    assert.deepEqual(rows[0].detail, { changes: { holdsResidentData: { from: true, to: false } } })

    const back = await there.visitor.get(`${there.base}/privacy/mode`)
    const again = await there.visitor.submit(back, /privacy\/mode$/)
    assert.equal(again.status, 303)
    assert.isTrue((await now(there.municipality)).holdsResidentData)
  })

  test('waits for whoever is just storing some, and then sees it', async ({ assert }) => {
    const there = await town()
    const { municipality } = there
    const counter = await createCounter(municipality)
    const [slot] = await createSlots(municipality, counter)
    assert.isNotNull(await new Resident(new Visitor(), municipality.slug).book(slot))
    let waited: Promise<{ status: number }> | undefined
    await tenancy.run(municipality, async () => {
      await db.rawQuery(`UPDATE reservations SET handling_note = '山田さんの代理'`)
      waited = holdNone(there)
      await new Promise((resolve) => setTimeout(resolve, 500))
    })
    assert.equal((await waited!).status, 409)
  })
})

test.group('privacy/住民情報を持たない: in force [R27] [R48] [R96]', () => {
  test('a module that holds some is refused, on the page and by the server', async ({ assert }) => {
    const there = await town()
    await holdNone(there)
    const page = await there.visitor.get(`${there.base}/modules`)
    assert.include(page.words(), '住民情報を使う機能は有効にできません')
    assert.isEmpty(page.forms().filter(({ action }) => action.endsWith('/accounts/enable')))
    const [{ fields }] = page.forms().filter(({ fields: own }) => '_csrf' in own)
    const refused = await there.visitor.post(`${there.base}/modules/accounts/enable`, {
      _csrf: fields._csrf,
    })
    assert.equal(refused.status, 409)
    const municipality = await now(there.municipality)
    await assert.rejects(
      () => tenancy.run(municipality, () => enableModule(municipality, 'accounts')),
      E_MODULE_SWITCH_REFUSED as any
    )
  })

  test('no page of the fields shows one that says who somebody is, nor lets one be added', async ({
    assert,
  }) => {
    const there = await town()
    await holdNone(there)
    const { base, visitor } = there
    const fields = await visitor.get(`${base}/fields/reservation.application`)
    assert.include(fields.words(), '住基カード')
    for (const name of ['氏名', 'フリガナ', '生年月日', '住所', '電話番号', 'メールアドレス']) {
      assert.notMatch(fields.text, new RegExp(`<td[^>]*>\\s*${name}`), name)
    }
    assert.equal((await visitor.get(`${base}/fields/reservation.application/name`)).status, 404)
    const types = await visitor.get(`${base}/fields/reservation.application/new`)
    assert.notInclude(types.text, 'new.core.name')
    assert.notInclude(types.text, 'new.core.email')
    const written = await visitor.get(`${base}/fields/reservation.application/new.core.text`)
    assert.include(written.words(), '自由に書ける項目には、氏名などを書く人がいます')
    assert.notInclude(written.text, 'name="personal"')
    assert.equal(
      (await visitor.get(`${base}/fields/reservation.application/new.core.phone`)).status,
      404
    )

    const municipality = await now(there.municipality)
    const [subject] = subjectsOf(municipality)
    const set = await fieldSetOf(subject, municipality)
    const facts = { ...set.find('old_card')!, label: { ja: '続柄' }, personal: true }
    for (const type of ['core.choice', 'core.name']) {
      await assert.rejects(
        () =>
          tenancy.run(municipality, () => addField(subject, { version: set.version, type, facts })),
        E_PERSONAL_FIELD_REFUSED as any
      )
    }
  })

  test('the database refuses what no page lets through', async ({ assert }) => {
    const there = await town()
    const counter = await createCounter(there.municipality)
    const [slot] = await createSlots(there.municipality, counter)
    assert.isNotNull(await new Resident(new Visitor(), there.municipality.slug).book(slot))
    await holdNone(there)
    const { municipality } = there
    const id = [municipality.id]
    const refused: [string, unknown[]][] = [
      [`UPDATE reservations SET contact = 'x'`, []],
      [`UPDATE reservations SET handling_note = 'x'`, []],
      [`UPDATE reservations SET booker_id = uuidv7()`, []],
      [`UPDATE reservations SET answers = '{"name": "x"}'`, []],
      [`INSERT INTO accounts (municipality_id, user_id, user_key) VALUES (?, 'a', 'a')`, id],
      [
        `INSERT INTO mail_messages (municipality_id, template, state, sealed, recipient_hash)
         VALUES (?, 'x', 'kept', 'x', '\\x00')`,
        id,
      ],
      [
        `INSERT INTO inquiries (municipality_id, number, received_on, category, channel, question, state)
         VALUES (?, 1, '2026-01-01', 'other', 'phone', 'x', 'open')`,
        id,
      ],
    ]
    for (const [sql, bindings] of refused) {
      assert.isTrue(await isRefused(municipality, sql, bindings), sql)
    }
    assert.isFalse(
      await isRefused(municipality, `UPDATE reservations SET answers = '{"old_card": "yes"}'`, [])
    )
    const other = await createMunicipality()
    assert.isFalse(
      await isRefused(
        other,
        `INSERT INTO accounts (municipality_id, user_id, user_key) VALUES (?, 'a', 'a')`,
        [other.id]
      )
    )
  })

  test('an inquiry is counted and not written down', async ({ assert }) => {
    const there = await town()
    await holdNone(there)
    const page = await there.visitor.get(`${there.base}/inquiries/new`)
    assert.notInclude(page.text, 'name="question"')
    const sent = await there.visitor.submit(page, /inquiries$/, {
      ...{ received_on: '2026-11-24', category: 'guidance', channel: 'phone' },
      ...{ inquiry_state: 'closed', question: '山田𠮷太郎', answer: '山田𠮷太郎' },
    })
    assert.equal(sent.status, 303)
    const { rows } = await tenancy.run(there.municipality, () =>
      db.rawQuery('SELECT category, question, answer FROM inquiries')
    )
    assert.deepEqual(rows, [{ category: 'guidance', question: '', answer: '' }])
  })
})

test.group('privacy/what is kept', () => {
  test('is told to administrators and auditors in words, with purpose and how long, and to nobody else', async ({
    assert,
  }) => {
    const there = await town({ modules: ['reservation'] })
    const auditor = await createStaff(there.municipality, 'auditor')
    const page = await (
      await signedIn(there.municipality.slug, auditor)
    ).get(`${there.base}/privacy`)
    assert.equal(page.status, 200)
    for (const words of [
      '予約と来庁の記録',
      '来庁の日から90日で、だれの予約か分からなくします',
      '登録を抹消すると内容をすぐに消し、利用者IDは180日で消します',
      'この製品は消しません',
      'access_key_hash',
      'pgboss.job',
    ]) {
      assert.include(page.words(), words)
    }
    assert.notMatch(page.words(), /translation missing|privacy\.\w+\./)
    const clerk = await createStaff(there.municipality, 'counter_clerk')
    const refused = await (
      await signedIn(there.municipality.slug, clerk)
    ).get(`${there.base}/privacy`)
    assert.equal(refused.status, 403)
    assert.notEqual((await new Visitor().get(`${there.base}/privacy`)).status, 200)
  })

  test('how long is a setting of the municipality, on a form made of the rules', async ({
    assert,
  }) => {
    const there = await town({ modules: ['reservation'] })
    const form = await there.visitor.get(`${there.base}/settings/privacy`)
    assert.include(form.words(), '予約の匿名化')
    assert.notInclude(form.words(), '抹消した利用者ID', 'accounts are off here')
    const sent = await there.visitor.submit(form, /settings\/privacy$/, {
      core_unsent_mail: '3',
      core_sent_mail: '365',
      core_documents: '7',
      core_code_reasons: '365',
      operations_inquiries: '1095',
      exchange_files: '365',
      reservation_bookings: '45',
      reservation_waitlist: '90',
    })
    assert.equal(sent.status, 303)
    const page = await there.visitor.get(`${there.base}/privacy`)
    assert.include(page.words(), '来庁の日から45日で')
    assert.include(page.words(), '送れないまま3日で')
  })
})

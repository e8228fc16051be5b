import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { defineSettings, setting } from '#app/module_kit/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { entriesOf } from '#app/audit/tests/support'
import { administered } from '#app/staff/tests/support'
import { createMunicipality } from '#tests/support/municipality'
import { saveSettings } from '../actions/save_settings.js'
import { settingsMessages, settingsValidator } from '../settings_validator.js'

/** One setting of every kind. */
const group = defineSettings('sample', {
  minutes: setting.integer({ label: 'staff.settings.lock_minutes', default: 10, min: 3, max: 60 }),
  note: setting.text({
    label: 'core.counters.directions',
    default: 'x',
    maxLength: 5,
    multiline: true,
  }),
  used: setting.boolean({ label: 'core.words.visible', default: false }),
  way: setting.choice({
    label: 'core.counters.state',
    default: 'a',
    choices: [
      { value: 'a', label: 'core.words.yes' },
      { value: 'b', label: 'core.words.no' },
    ],
  }),
  ways: setting.choices({
    label: 'core.counters.period',
    default: [],
    choices: [
      { value: 'a', label: 'core.words.yes' },
      { value: 'b', label: 'core.words.no' },
    ],
  }),
  opens: setting.moment({ label: 'core.counters.opens_on', default: '' }),
  closes: setting.moment({ label: 'core.counters.closes_on', default: '', after: 'opens' }),
})
const valid = {
  ...{ minutes: '１５', note: 'a\r\nb', used: 'yes', way: 'b', ways: ['a', 'b'] },
  ...{ opens: '２０２６-12-01 09:00', closes: null },
}

test.group('settings/validator', () => {
  test('reads every kind of setting as a form sends it', async ({ assert }) => {
    const read = await settingsValidator(group).validate(valid)
    assert.deepEqual(read, {
      ...{ minutes: 15, note: 'a\nb', used: true, way: 'b', ways: ['a', 'b'] },
      ...{ opens: '2026-12-01T09:00', closes: '' },
    })
  })

  test('no choice of several is a choice too', async ({ assert }) => {
    const { ways } = await settingsValidator(group).validate({ ...valid, ways: undefined })
    assert.deepEqual(ways, [])
  })

  test('an empty text is a text', async ({ assert }) => {
    const { note } = await settingsValidator(group).validate({ ...valid, note: null })
    assert.equal(note, '')
  })

  for (const [what, changes, sentence] of [
    [
      'a number below its bounds',
      { minutes: '2' },
      '上限をこえたときに止める時間は3から60までで入力してください。',
    ],
    ['a number above its bounds', { minutes: '61' }, '3から60まで'],
    ['a fraction', { minutes: '5.5' }, '整数で入力してください'],
    ['no number', { minutes: 'ten' }, '数字で入力してください'],
    ['nothing', { minutes: null }, '上限をこえたときに止める時間を入力してください。'],
    ['a text that is too long', { note: '123456' }, '案内は5文字以内で入力してください。'],
    ['neither yes nor no', { used: 'maybe' }, '表示を選んでください。'],
    ['no moment', { opens: '2026-13-01 09:00' }, '日時が正しくありません'],
    ['an end before its beginning', { closes: '2026-12-01T08:00' }, '開始日時より前'],
    ['one of several choices that is none', { ways: ['a', 'c'] }, '開設期間を選んでください。'],
    ['a choice that is none', { way: 'c' }, '状態を選んでください。'],
  ] as [string, Record<string, unknown>, string][]) {
    test(`${what} is refused under the setting’s own label`, async ({ assert }) => {
      const messagesProvider = settingsMessages(group, i18nManager.locale('ja'))
      const error: any = await settingsValidator(group)
        .validate({ ...valid, ...changes }, { messagesProvider })
        .then(
          () => null,
          (refusal) => refusal
        )
      assert.lengthOf(error?.messages ?? [], 1)
      assert.include(error.messages[0].message, sentence)
    })
  }
})

test.group('settings/save', () => {
  test('stores what changed, with old and new values in the audit log', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    const save = (values: Record<string, unknown>) =>
      tenancy.run(municipality, () => saveSettings(group, values))
    const values = {
      ...{ minutes: 10, note: 'y', used: true, way: 'a', ways: ['b'] },
      ...{ opens: '', closes: '' },
    }
    assert.deepEqual(await save(values), ['note', 'used', 'ways'])
    assert.deepEqual(await save(values), [])

    assert.deepEqual(group.read(await municipalities.byId(municipality.id)), values)
    const entries = await entriesOf(municipality, 'core.change_settings')
    assert.deepEqual(
      entries.map(({ detail }) => detail),
      [
        {
          changes: {
            note: { from: 'x', to: 'y' },
            used: { from: false, to: true },
            ways: { from: [], to: ['b'] },
          },
        },
      ]
    )
  })

  test('nothing is stored when the transaction fails', async ({ assert }) => {
    const municipality = await createMunicipality({ modules: [] })
    await assert.rejects(() =>
      tenancy.run(municipality, async () => {
        await saveSettings(group, { ...valid, minutes: 20, used: true, closes: '' })
        throw new Error('later')
      })
    )
    municipalities.forget()
    assert.equal(group.read(await municipalities.byId(municipality.id)).minutes, 10)
  })
})

/** What the form of the core's settings sends when nothing is changed. */
const unchanged = {
  ...{ failures_before_lock: '5', lock_minutes: '15', password_length: '12' },
  ...{ one_session: 'no', idle_minutes: '30', allowed_addresses: '', final_passwords: 'yes' },
}

test.group('settings/page', () => {
  test('a change is in force at the next request, without a restart', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const page = await visitor.get(`${base}/settings/core`)
    assert.include(page.words(), 'サインインの設定')
    const saved = await visitor.submit(page, /settings\/core$/, {
      ...unchanged,
      failures_before_lock: '７',
      password_length: '20',
    })
    assert.equal(saved.status, 303)
    assert.include((await visitor.get(`${base}/password`)).words(), '20文字以上')
    const [entry] = await entriesOf(municipality, 'core.change_settings')
    assert.deepEqual(entry.detail.changes, {
      failures_before_lock: { from: 5, to: 7 },
      password_length: { from: 12, to: 20 },
    })
  })

  test('what is wrong is refused and changes nothing', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const page = await visitor.get(`${base}/settings/core`)
    const refused = await visitor.submit(page, /settings\/core$/, {
      ...unchanged,
      failures_before_lock: '99',
    })
    assert.equal(refused.status, 422)
    assert.include(refused.words(), 'サインインの失敗回数の上限は3から20まで')
    assert.include(refused.text, 'value="99"')
    assert.lengthOf(await entriesOf(municipality, 'core.change_settings'), 0)
  })

  test('a module that is off, has no settings or does not exist has no such page', async ({
    assert,
  }) => {
    const { base, visitor } = await administered({ modules: [] })
    for (const id of ['reservation', 'nothing']) {
      assert.equal((await visitor.get(`${base}/settings/${id}`)).status, 404)
    }
  })
})

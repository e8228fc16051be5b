import { test } from '@japa/runner'
import { Counter, tenancy } from '#app/tenancy/main'
import { entriesOf } from '#app/audit/tests/support'
import { administered } from '#app/staff/tests/support'
import { Visitor } from '#tests/support/browserless'
import { createCounter, createSlots } from '#tests/support/municipality'

const FACTS = {
  code: 'ｅｋｉ',
  counter_name: '駅前出張所',
  postal_code: '２６００００１',
  address: '駅前町1番1号',
  directions: '駅ビル2階',
  phone: '043-111-2222',
  opens_on: '2026-12-01',
  closes_on: '令和9年3月31日',
  visible: 'yes',
  display_order: '3',
}

const counterNamed = (municipality: { id: number }, code: string) =>
  tenancy.run(municipality, () => Counter.findByOrFail('code', code))

test.group('counters/page [R118] [R119]', () => {
  test('a temporary counter is added and changed, each in the audit log', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    const page = await visitor.get(`${base}/counters/new`)
    assert.match(page.text, /name="display_order"[^>]* value="0"/)
    assert.equal((await visitor.submit(page, /counters$/, FACTS)).status, 303)
    const counter = await counterNamed(municipality, 'EKI')
    assert.equal(counter.postalCode, '2600001')
    assert.equal(counter.validUntil!.toISODate(), '2027-03-31')
    assert.include((await visitor.get(`${base}/counters`)).words(), '開設前')

    const edit = await visitor.get(`${base}/counters/${counter.id}`)
    await visitor.submit(edit, new RegExp(`${counter.id}$`), {
      ...FACTS,
      code: 'EKI',
      closes_on: '',
    })
    const [entry] = await entriesOf(municipality, 'core.update_counter')
    assert.deepEqual(entry.detail, {
      code: 'EKI',
      changes: { valid_until: { from: '2027-03-31', to: null } },
    })
    assert.lengthOf(await entriesOf(municipality, 'core.create_counter'), 1)
  })

  test('a hidden counter cannot be chosen by residents, and can be shown again', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const shown = await createCounter(municipality, { name: '本庁窓口', code: 'HON' })
    const hidden = await createCounter(municipality, { name: '駅前出張所', code: 'EKI' })
    await createSlots(municipality, shown)
    await createSlots(municipality, hidden)
    const calendar = async () =>
      (
        await new Visitor().get(
          `/${municipality.slug}/calendar?counter=${shown.id}&t=${Date.now()}`
        )
      ).text
    assert.include(await calendar(), '駅前出張所')
    const edit = await visitor.get(`${base}/counters/${hidden.id}`)
    const send = (visible: string) =>
      visitor.submit(edit, new RegExp(`${hidden.id}$`), {
        ...FACTS,
        ...{ code: 'EKI', opens_on: '', closes_on: '' },
        visible,
      })
    await send('no')
    assert.notInclude(await calendar(), '駅前出張所')
    await send('yes')
    assert.include(await calendar(), '駅前出張所')
  })

  test('refuses what cannot be and changes nothing', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    await createCounter(municipality, { code: 'HON' })
    const page = await visitor.get(`${base}/counters/new`)
    for (const [changes, sentence] of [
      [{ code: 'HON' }, 'このコードは別の窓口が使っています'],
      [{ code: 'あ' }, 'コードは、半角の英大文字と数字'],
      [{ counter_name: '' }, '窓口の名称を入力してください'],
      [{ closes_on: '2026-11-30' }, '開設期間の最終日が開始日より前になっています'],
    ] as [Record<string, string>, string][]) {
      const refused = await visitor.submit(page, /counters$/, { ...FACTS, ...changes })
      assert.equal(refused.status, 422, sentence)
      assert.include(refused.words(), sentence)
    }
    assert.lengthOf(await entriesOf(municipality, 'core.create_counter'), 0)
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { applicationFields } from '#modules/reservation/subjects'
import { entriesOf } from '#app/audit/tests/support'
import { administered } from '#app/staff/tests/support'
import { tenancy } from '#app/tenancy/main'
import type { Answer, Visitor } from '#tests/support/browserless'
import { createCounter, createSlots, createStaff, switchModule } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { setOf } from './support.js'

const SUBJECT = applicationFields.id

async function office() {
  const found = await administered()
  return { ...found, fields: `${found.base}/fields/${SUBJECT}` }
}

/** What the form of a field shows, as a browser would send it. */
function formOf(page: Answer): Record<string, string> {
  const form = page.text.match(/<form\b[^>]*action="[^"]*\/fields\/[^"]*"[\s\S]*?<\/form>/)![0]
  const values: Record<string, string> = {}
  const attribute = (tag: string, name: string) =>
    tag.match(new RegExp(`\\b${name}=["']([^"']*)`))?.[1]
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const type = attribute(tag, 'type')
    if ((type === 'radio' || type === 'checkbox') && !/\bchecked\b/.test(tag)) continue
    values[attribute(tag, 'name')!] = attribute(tag, 'value') ?? ''
  }
  for (const [tag, options] of form.matchAll(/<select\b[^>]*>([\s\S]*?)<\/select>/g)) {
    values[attribute(tag, 'name')!] = attribute(
      options.match(/<option\b[^>]*selected[^>]*>/)![0],
      'value'
    )!
  }
  return values
}

/** Opens a field's form, changes something, and looks at the preview. */
async function check(visitor: Visitor, address: string, changes: Record<string, string>) {
  const form = formOf(await visitor.get(address))
  const sent = await visitor.post(address, { ...form, ...changes })
  return sent.status === 303 ? visitor.get(sent.location) : sent
}

const save = (visitor: Visitor, preview: Answer) => visitor.submit(preview, /preview$/)

/** Reservations with these answers. */
async function answered(municipality: { id: number }, ...answers: object[]) {
  const [slot] = await createSlots(municipality, await createCounter(municipality))
  await tenancy.run(municipality, async () => {
    for (const [i, answer] of answers.entries()) {
      await db.rawQuery(
        `INSERT INTO reservations (municipality_id, slot_id, counter_id, visit_date, starts_at, state,
                                   reception_number, access_key_hash, reserved_at, answers)
         SELECT municipality_id, id, counter_id, visit_date, starts_at, 'reserved', ?, sha256(?::text::bytea), now(), ?
           FROM slots WHERE id = ?`,
        [i + 1, `key ${i}`, JSON.stringify(answer), slot] as any[]
      )
    }
  })
}

test.group('fields/pages [R57] [R72] [R73]', () => {
  test('list the subjects in force, and a subject’s fields with the use on both sides', async ({
    assert,
  }) => {
    const { base, fields, municipality, visitor } = await office()
    const list = await visitor.get(`${base}/fields`)
    assert.include(list.words(), '申込項目')
    assert.include(list.words(), '利用者画面 1項目・管理画面 1項目')
    const page = await visitor.get(fields)
    assert.match(page.words(), /住基カードの有無 択一 必須 任意/)
    assert.match(page.words(), /氏名 個人情報 検索対象 氏名 使用しない 使用しない/)
    await switchModule(municipality.id, 'reservation', false)
    assert.equal((await visitor.get(fields)).status, 404)
    assert.include((await visitor.get(`${base}/fields`)).words(), '設定できる項目はありません')
  })

  test('a field is renamed and switched on after a look at both sides, and not before', async ({
    assert,
  }) => {
    const { fields, municipality, visitor } = await office()
    const preview = await check(visitor, `${fields}/name`, {
      'label[ja]': '受け取る方',
      'label[en]': 'Recipient',
      'public_use': 'required',
      'staff_use': 'optional',
      'split': 'yes',
    })
    assert.match(preview.words(), /利用者画面 受け取る方 ※必須 氏 名/)
    assert.match(preview.words(), /管理画面 受け取る方 任意/)
    assert.include(preview.words(), '住民の個人情報を預かることになります')
    assert.equal((await setOf(municipality, applicationFields)).version, 0)

    const saved = await save(visitor, preview)
    assert.equal(saved.status, 303)
    assert.include(
      (await visitor.get(saved.location)).words(),
      '「受け取る方」を変更しました。すぐに反映されます。'
    )
    const name = (await setOf(municipality, applicationFields)).find('name')!
    assert.deepEqual(name.use, { public: 'required', staff: 'optional' })
    assert.isTrue(name.split)
    assert.deepEqual(name.label, { ja: '受け取る方', en: 'Recipient' })
  })

  test('a change says how many records there are and what becomes of them', async ({ assert }) => {
    const { fields, municipality, visitor } = await office()
    await answered(municipality, { old_card: 'yes' }, { old_card: 'no' }, { old_card: 'no' }, {})
    const preview = await check(visitor, `${fields}/old_card`, {
      'staff_use': 'required',
      'choices[0][ja]': '持っていない',
      'choices[1][retired]': 'yes',
    })
    const words = preview.words()
    assert.include(words, '既に3件の登録があるため、変更するとデータの整合がとれなくなります。')
    assert.include(words, '空のものは、次に変更するときに入力が必要になります')
    assert.include(words, '「なし」を選んだ2件が「持っていない」と表示されます')
    assert.include(words, '「あり」は新しく選べなくなります。選んだ1件には')
    await save(visitor, preview)
    const set = await setOf(municipality, applicationFields)
    assert.deepEqual(
      set.find('old_card')!.choices.map(({ value, retired }) => [value, retired]),
      [
        ['no', false],
        ['yes', true],
      ]
    )
  })

  test('a field is added with choices, more rows of them without a script', async ({ assert }) => {
    const { fields, municipality, visitor } = await office()
    const chosen = await visitor.get(`${fields}/new`)
    const address = chosen.text.match(/href="([^"]*new\.core\.choice)"/)![1]
    const page = await visitor.get(address)
    const three = {
      'label[ja]': '手続',
      'choices[0][ja]': '受取',
      'choices[1][ja]': '更新',
      'choices[2][ja]': '紛失',
      'choices[2][position]': '1',
    }
    const more = await visitor.post(address, { ...formOf(page), ...three, more: '1' })
    assert.equal(more.status, 303)
    const longer = await visitor.get(more.location.replace(/#.*/, ''))
    assert.include(longer.text, 'name="choices[8][ja]"')
    assert.include(longer.text, 'value="更新"')

    const sent = await visitor.post(address, { ...formOf(longer), 'choices[3][ja]': '再交付' })
    await save(visitor, await visitor.get(sent.location))
    const added = (await setOf(municipality, applicationFields)).find('extra_1')!
    assert.deepEqual(
      added.choices.map(({ value, label }) => [value, label.ja]),
      [
        ['c1', '紛失'],
        ['c2', '受取'],
        ['c3', '更新'],
        ['c4', '再交付'],
      ]
    )
    const [entry] = await entriesOf(municipality, 'core.add_field')
    assert.equal(entry.detail.field, 'extra_1')
  })

  test('what is wrong is told under the form’s own names, and changes nothing', async ({
    assert,
  }) => {
    const { fields, municipality, visitor } = await office()
    const text = `${fields}/new.core.text`
    const choice = `${fields}/new.core.choice`
    for (const [address, changes, sentence] of [
      [text, {}, '名称（日本語）を入力してください。'],
      [text, { 'label[ja]': '氏名' }, 'この名称はほかの項目が使っています。'],
      [text, { 'label[ja]': '備考', 'max_length': '0' }, '最大文字数は1から4000までで'],
      [text, { 'label[ja]': '備考', 'public_use': 'always' }, '利用者画面を選んでください。'],
      [choice, { 'label[ja]': '手続' }, '選択肢を一つ以上残してください。'],
      [choice, { 'label[ja]': '手続', 'choices[0][en]': 'A' }, '日本語の名称を入力してください。'],
      [
        choice,
        { 'label[ja]': '手続', 'choices[0][ja]': '甲', 'choices[1][ja]': '甲' },
        '選択肢「甲」が二つあります。',
      ],
      [
        choice,
        { 'label[ja]': '手続', 'choices[0][ja]': '甲', 'choices[0][position]': 'x' },
        '選択肢1の順は数字で',
      ],
    ] as [string, Record<string, string>, string][]) {
      const refused = await check(visitor, address, changes)
      assert.equal(refused.status, 422, sentence)
      assert.include(refused.words(), sentence)
      for (const [, id] of refused.text.matchAll(/<li>\s*<a href="#([^"]+)"/g)) {
        assert.include(refused.text, `id="${id}"`, sentence)
      }
    }
    assert.equal((await setOf(municipality, applicationFields)).version, 0)
  })

  test('fields are moved with buttons, and the list opens at the moved one', async ({ assert }) => {
    const { fields, municipality, visitor } = await office()
    const page = await visitor.get(fields)
    const { fields: hidden } = page.forms().find(({ fields: sent }) => sent.key === 'kana')!
    const moved = await visitor.post(`${fields}/move`, { ...hidden, direction: 'up' })
    assert.match(moved.location, /#field-kana$/)
    const set = await setOf(municipality, applicationFields)
    assert.deepEqual(
      set.definitions.slice(0, 2).map(({ key }) => key),
      ['kana', 'name']
    )
    const late = await visitor.post(`${fields}/move`, { ...hidden, direction: 'up' })
    assert.equal(late.status, 409)
    assert.include(late.words(), 'ほかの操作者が先に変更しました。何も変えていません。')
  })

  test('the preset is archived after a warning, and brought back', async ({ assert }) => {
    const { fields, municipality, visitor } = await office()
    await answered(municipality, { old_card: 'yes' })
    assert.equal((await visitor.get(`${fields}/name/archive`)).status, 404)
    const page = await visitor.get(`${fields}/old_card/archive`)
    assert.include(page.words(), '入力済みの内容は消えません')
    assert.equal((await visitor.submit(page, /archive$/)).status, 303)
    const list = await visitor.get(fields)
    assert.include(list.words(), '廃止した項目')
    assert.isEmpty((await setOf(municipality, applicationFields)).inUse('public'))
    await visitor.submit(list, /restore$/)
    assert.lengthOf((await setOf(municipality, applicationFields)).inUse('public'), 1)
  })

  test('of two administrators changing the same field the second is told, and keeps what was typed', async ({
    assert,
  }) => {
    const { fields, municipality, visitor } = await office()
    const another = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'system_administrator')
    )
    const address = `${fields}/name`
    const [mine, theirs] = [
      await check(visitor, address, { 'label[ja]': '受取人' }),
      await check(another, address, { 'label[ja]': '申請者' }),
    ]
    assert.equal((await save(another, theirs)).status, 303)
    const told = await save(visitor, mine)
    assert.equal(told.status, 409)
    assert.include(told.words(), 'あなたの変更は保存していません')
    assert.equal((await setOf(municipality, applicationFields)).find('name')!.label.ja, '申請者')

    const again = await visitor.get(`${address}?draft=1`)
    assert.include(again.text, 'value="受取人"')
    const sent = await visitor.post(address, formOf(again))
    await save(visitor, await visitor.get(sent.location))
    assert.equal((await setOf(municipality, applicationFields)).find('name')!.label.ja, '受取人')
  })

  test('only whoever may manage fields sees them', async ({ assert }) => {
    const { fields, municipality } = await office()
    const manager = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'counter_manager')
    )
    assert.equal((await manager.get(fields)).status, 403)
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import retentionJob from '#app/privacy/jobs/apply_retention'
import { post } from '#app/mail/main'
import { tenancy } from '#app/tenancy/main'
import { entriesOf } from '#app/audit/tests/support'
import { administered } from '#app/staff/tests/support'

const MESSAGE = {
  template: 'reservation.made',
  to: 'hanako@example.jp',
  subject: '予約完了のお知らせ',
  text: 'アクセスキーは ABCD です。',
}

async function townWithMail() {
  const town = await administered()
  await tenancy.run(town.municipality, () => post(MESSAGE))
  const [{ id }] = await mails(town.municipality)
  return { ...town, id }
}

const mails = (municipality: { id: number }) =>
  tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery('SELECT * FROM mail_messages ORDER BY created_at')
    return rows as { id: string; state: string; sealed: string | null }[]
  })

const set = (municipality: { id: number }, sql: string) =>
  tenancy.run(municipality, () => db.rawQuery(`UPDATE mail_messages SET ${sql}`))

test.group('mail/page [R74]', () => {
  test('lists what became of every message without saying to whom', async ({ assert }) => {
    const { base, visitor } = await townWithMail()
    const page = await visitor.get(`${base}/mail`)
    assert.include(page.words(), '保管（送信設定なし）')
    assert.include(page.words(), 'メールの送信設定がありません')
    assert.notInclude(page.text, MESSAGE.to)
    assert.include((await visitor.get(`${base}/mail?state=sent`)).words(), 'メールはありません')
  })

  test('reading one is in the audit log; its recipient is not [R45]', async ({ assert }) => {
    const { municipality, base, visitor, id } = await townWithMail()
    const page = await visitor.get(`${base}/mail/${id}`)
    assert.include(page.words(), MESSAGE.to)
    assert.include(page.words(), MESSAGE.text)
    const [entry] = await entriesOf(municipality, 'mail.view')
    assert.equal(entry.subject_id, id)
    assert.notInclude(JSON.stringify(entry), MESSAGE.to)
  })

  test('sends again only what failed, and only where there is a mail server', async ({
    assert,
  }) => {
    const { municipality, base, visitor, id } = await townWithMail()
    const { _csrf } = (await visitor.get(base)).forms()[0].fields
    const retry = async () => {
      const sent = await visitor.post(`${base}/mail/${id}/retry`, { _csrf })
      assert.equal(sent.status, 303)
      return (await visitor.get(sent.location)).words()
    }
    assert.include(await retry(), '失敗したメールではないため')
    await set(municipality, `state = 'failed'`)
    assert.include(await retry(), 'メールの送信設定がないため')
    await set(municipality, 'sealed = NULL')
    assert.include(await retry(), '消去されているため')
    assert.equal((await mails(municipality))[0].state, 'failed')
    assert.lengthOf(await entriesOf(municipality, 'mail.retry'), 0)
  })
})

test.group('mail/retention', () => {
  test('erases recipient and text of what never left after seven days, and nothing else', async ({
    assert,
  }) => {
    const { municipality, base, visitor, id } = await townWithMail()
    await set(municipality, `created_at = now() - interval '6 days 23 hours'`)
    await retentionJob({ municipalityId: municipality.id })
    assert.isNotNull((await mails(municipality))[0].sealed)

    for (const state of ['kept', 'refused', 'failed']) {
      await tenancy.run(municipality, () => post(MESSAGE))
      await set(
        municipality,
        `state = '${state}', created_at = now() - interval '8 days 1 minute' WHERE sealed IS NOT NULL AND id <> '${id}'`
      )
    }
    await tenancy.run(municipality, () => post(MESSAGE))
    await set(
      municipality,
      `state = 'queued', created_at = now() - interval '30 days' WHERE created_at > now() - interval '1 hour'`
    )
    await retentionJob({ municipalityId: municipality.id })
    const left = (await mails(municipality)).filter(({ sealed }) => sealed !== null)
    assert.deepEqual(left.map(({ state }) => state).sort(), ['kept', 'queued'])
    const [entry] = await entriesOf(municipality, 'core.apply_retention')
    assert.deepEqual(entry.detail, { rule: 'core.unsent_mail', count: 3 })

    await set(municipality, `sealed = NULL WHERE id = '${id}'`)
    assert.include(
      (await visitor.get(`${base}/mail/${id}`)).words(),
      '宛先と本文は、もうありません'
    )
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { formatReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { makeCards, recordAll } from '#modules/card-progress/tests/support'
import { createSlots } from '#tests/support/municipality'
import { book, receive, send, twoSides } from '#tests/support/exchange'
import { signedIn } from '#tests/support/staff_session'
import { cancelReservation } from '#tests/support/together'

test.group('exchange › one person', () => {
  test('what a file said of somebody’s link code is disclosed with their reservation, and erased with it', async ({
    assert,
  }) => {
    const { cloud, office } = await twoSides()
    const [slot] = await createSlots(cloud.municipality, cloud.counter)
    const [own, others] = await makeCards(office.municipality, office.counter.id, 2)
    for (const { id } of [own, others]) {
      await recordAll(office.municipality, id, 'ARRIVE', {
        ...{ code: 'NOTIFY', deadline: '2099-03-31' },
      })
    }
    await receive(cloud, (await send(office))!)
    const reservation = await book(cloud, slot, own.code)
    await tenancy.run(cloud.municipality, () => cancelReservation({ id: reservation }))

    const visitor = await signedIn(cloud.municipality.slug, cloud.staff)
    const persons = `/${cloud.municipality.slug}/staff/persons`
    const page = (await visitor.get(`${persons}/reservation/${reservation}`)).words()
    assert.include(page, '予約できる範囲（カードのある側から受け取ったもの）')
    assert.match(page, /場所 本庁窓口 .*予約できる最後の日 令和81年3月31日/)
    assert.include(page, formatReadableCode(own.code))
    assert.notInclude(page, formatReadableCode(others.code))

    const preview = await visitor.get(`${persons}/reservation/${reservation}/erase`)
    assert.include(preview.words(), 'リンク番号1件の、カードのある側から受け取った予約できる範囲')
    const sent = await visitor.submit(preview, /erase$/, { confirmed: 'yes' })
    assert.equal(sent.status, 303)
    const { rows: left } = await tenancy.run(cloud.municipality, () =>
      db.rawQuery('SELECT link_code FROM received_windows')
    )
    assert.deepEqual(left, [{ link_code: others.code }])
    const { rows: deletions } = await tenancy.run(cloud.municipality, () =>
      db.rawQuery("SELECT records FROM deletion_records WHERE what = 'reservation'")
    )
    assert.deepEqual(deletions, [{ records: 2 }], 'the reservation and the window')
    const after = (await visitor.get(`${persons}/link_code/${own.code}`)).words()
    assert.notInclude(after, '予約できる範囲')
    assert.include(after, 'この方の記録が操作・閲覧された回数', 'the audit log stays')
    assert.equal((await visitor.get(`${persons}/link_code/${others.code}`)).status, 200)
  })
})

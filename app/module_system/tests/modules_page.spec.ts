import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { administered } from '#app/staff/tests/support'
import { Visitor } from '#tests/support/browserless'

test.group('modules/page', () => {
  test('off: its menu entries and pages are gone for residents and staff; on again: they are back', async ({
    assert,
  }) => {
    const { municipality, base, visitor } = await administered()
    const resident = new Visitor()
    let looks = 0
    const seen = async () => [
      /** Another address each time: a kept page may be a second old. */
      (await resident.get(`/${municipality.slug}/calendar?look=${looks++}`)).status,
      (await visitor.get(`${base}/visits`)).status,
      (await visitor.get(base)).text.includes(`href="${base}/visits"`),
      (await visitor.get(`${base}/members/permissions`)).words().includes('代理で予約する'),
    ]
    assert.deepEqual(await seen(), [200, 200, true, true])

    const list = await visitor.get(`${base}/modules`)
    assert.include(list.words(), '住民情報')
    const confirm = await visitor.get(`${base}/modules/reservation/disable`)
    assert.include(confirm.words(), '登録済みの情報は残ります')
    assert.include(confirm.words(), '404')
    assert.equal((await visitor.submit(confirm, /disable$/)).status, 303)
    assert.deepEqual(await seen(), [404, 404, false, false])

    const off = await visitor.get(`${base}/modules`)
    await visitor.submit(off, /reservation\/enable$/)
    assert.deepEqual(await seen(), [200, 200, true, true])

    const actions = (await entriesOf(municipality)).map(({ action }) => action)
    assert.includeMembers(actions, ['core.disable_module', 'core.enable_module'])
  })

  test('a module that is not installed does not exist', async ({ assert }) => {
    const { base, visitor } = await administered()
    assert.equal((await visitor.get(`${base}/modules/nothing/disable`)).status, 404)
    const { _csrf } = (await visitor.get(base)).forms()[0].fields
    for (const verb of ['enable', 'disable']) {
      assert.equal((await visitor.post(`${base}/modules/nothing/${verb}`, { _csrf })).status, 404)
    }
  })

  test('looking at the confirmation changes nothing', async ({ assert }) => {
    const { municipality, base, visitor } = await administered()
    await visitor.get(`${base}/modules/reservation/disable`)
    assert.equal((await visitor.get(`${base}/visits`)).status, 200)
    assert.lengthOf(await entriesOf(municipality, 'core.disable_module'), 0)
  })
})

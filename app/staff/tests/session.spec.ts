import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { createMunicipality, createStaff, setSettings } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'

/** Makes a session look as if nothing had been done for so long. */
async function leaveAlone(staffId: string, minutes: number) {
  const { rowCount } = await db
    .connection('system')
    .rawQuery(
      `UPDATE sessions SET data = regexp_replace(data, '"last_seen":\\d+', ?) WHERE user_id = ?`,
      [`"last_seen":${Date.now() - minutes * 60_000}`, staffId]
    )
  return rowCount
}

test.group('staff/session', () => {
  test('ends after as many minutes without a request as the municipality sets', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    await setSettings(municipality.id, { 'staff.idle_minutes': 10 })
    const clerk = await createStaff(municipality, 'counter_clerk')
    const visitor = await signedIn(municipality.slug, clerk)
    const base = `/${municipality.slug}/staff`

    assert.equal(await leaveAlone(clerk.id, 9), 1)
    assert.equal((await visitor.get(base)).status, 200)
    await leaveAlone(clerk.id, 11)
    const ended = await visitor.get(`${base}/password`)
    assert.equal(ended.location, `${base}/sign-in?next=${encodeURIComponent(`${base}/password`)}`)
    const page = await visitor.get(ended.location)
    assert.include(page.words(), 'しばらく操作がなかったため、サインアウトしました。')
    assert.equal((await visitor.get(base)).status, 302)
  })

  test('ends elsewhere at a new sign-in, where the municipality wants one place at a time', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    const clerk = await createStaff(municipality, 'counter_clerk')
    const base = `/${municipality.slug}/staff`
    const first = await signedIn(municipality.slug, clerk)
    const second = await signedIn(municipality.slug, clerk)
    assert.equal((await first.get(base)).status, 200)
    await setSettings(municipality.id, { 'staff.one_session': true })
    const third = await signedIn(municipality.slug, clerk)
    const statuses = []
    for (const visitor of [first, second, third]) statuses.push((await visitor.get(base)).status)
    assert.deepEqual(statuses, [302, 302, 200])
  })
})

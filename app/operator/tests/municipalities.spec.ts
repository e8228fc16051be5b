import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { trySignIn as signInAsStaff } from '#app/staff/tests/support'
import { isMunicipalityCode, municipalities } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { createCounter, createMunicipality, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { logOf, operatorAtWork } from './support.js'

/** A code nobody has; the tests' municipalities begin with a 0 to 9 of chance, these with 98. */
function freeCode() {
  const body = `98${String(Date.now() % 1000).padStart(3, '0')}`
  return Array.from({ length: 10 }, (_, digit) => body + digit).find(isMunicipalityCode)!
}

const town = (code: string) => ({
  municipality_code: code,
  holds_resident_data: 'yes',
  slug: `new-${code}-${Date.now() % 100_000}`,
  municipality_name: '新町',
  municipality_kana: 'シンマチ',
  login_id: 'admin',
  staff_name: '初期 管理',
})

test.group('operator/municipalities [R18]', () => {
  test('makes one whose first administrator gets a password shown once', async ({ assert }) => {
    const { visitor, loginId } = await operatorAtWork()
    const form = await visitor.get('/operator/municipalities/new')
    const code = freeCode()
    const facts = town(code)
    const wrong = await visitor.submit(form, /municipalities$/, {
      ...facts,
      municipality_code: code.slice(0, 5) + ((Number(code[5]) + 1) % 10),
    })
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), 'コードの検査数字が合いません')
    for (const slug of ['operator', 'Ａ town', (await createMunicipality()).slug]) {
      const taken = await visitor.submit(form, /municipalities$/, { ...facts, slug })
      assert.equal(taken.status, 422, slug)
    }

    const made = await visitor.submit(form, /municipalities$/, facts)
    assert.equal(made.location, `/operator/municipalities/${code}`)
    const page = await visitor.get(made.location)
    const password = page.text.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)![0]
    assert.notInclude((await visitor.get(made.location)).text, password)

    const municipality = (await municipalities.bySlug(facts.slug))!
    const { answer, visitor: admin } = await signInAsStaff(municipality, {
      loginId: 'admin',
      password,
    })
    assert.equal(answer.status, 303)
    const base = `/${facts.slug}/staff`
    assert.equal((await admin.get(base)).location, `${base}/password`)
    const twice = await visitor.submit(form, /municipalities$/, { ...facts, slug: 'another-one' })
    assert.include(twice.words(), 'このコードの自治体は、すでにあります')
    assert.include(await logOf(loginId), `municipality.create ${code}`)
  })

  test('closes one to residents and staff alike once it is confirmed, and opens it again', async ({
    assert,
  }) => {
    const { visitor, loginId } = await operatorAtWork()
    const municipality = await createMunicipality()
    const staff = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'system_administrator')
    )
    const addresses = ['calendar', 'accessibility', 'staff', 'staff/sign-in']
    const statuses = async () => {
      const found = []
      for (const path of addresses) {
        found.push((await staff.get(`/${municipality.slug}/${path}`)).status)
      }
      return found
    }
    const address = `/operator/municipalities/${municipality.code}`
    const shown = await visitor.get(address)
    assert.isUndefined(shown.forms().find(({ action }) => action.endsWith('/suspend')))
    const { fields } = shown.forms()[0]
    const unasked = await visitor.post(`${address}/suspend`, fields)
    assert.equal(unasked.location, `${address}/suspend`)
    assert.equal((await staff.get(`/${municipality.slug}/staff`)).status, 200, 'nobody confirmed')
    const page = await visitor.get(`${address}/suspend`)
    assert.include(page.words(), '住民の画面も職員の画面も開けなくなります')
    assert.equal((await visitor.submit(page, /suspend$/)).status, 303)
    await visitor.submit(page, /suspend$/)
    assert.deepEqual(await statuses(), [404, 404, 404, 404])
    const closed = await visitor.get(`/operator/municipalities/${municipality.code}`)
    assert.include(closed.words(), '休止中')
    await visitor.submit(closed, /resume$/)
    assert.deepEqual(await statuses(), [200, 200, 200, 200])
    assert.deepEqual(
      (await logOf(loginId)).filter((line) => line.startsWith('municipality.')),
      [`municipality.suspend ${municipality.code}`, `municipality.resume ${municipality.code}`]
    )
  })

  test('switches modules on and off', async ({ assert }) => {
    const { visitor, loginId } = await operatorAtWork()
    const municipality = await createMunicipality({ modules: [] })
    const address = `/operator/municipalities/${municipality.code}`
    const lookUp = async () => (await new Visitor().get(`/${municipality.slug}/look-up`)).status
    await visitor.submit(await visitor.get(address), /reservation\/enable$/)
    assert.equal(await lookUp(), 200)
    const ask = `${address}/modules/reservation/disable`
    assert.include((await visitor.get(address)).text, `href="${ask}"`)
    const asking = await visitor.get(ask)
    const unsure = await visitor.submit(asking, /reservation\/disable$/, { confirmed: '' })
    assert.equal(unsure.location, ask)
    assert.isTrue((await municipalities.byId(municipality.id)).modules.has('reservation'))
    await visitor.submit(asking, /reservation\/disable$/)
    assert.equal(await lookUp(), 404)
    const page = await visitor.get(address)
    const { fields } = page.forms()[0]
    await visitor.post(`${address}/modules/nothing/enable`, fields)
    assert.deepEqual(
      (await logOf(loginId)).filter((line) => line.startsWith('module.')),
      [
        `module.enable ${municipality.code} reservation`,
        `module.disable ${municipality.code} reservation`,
      ]
    )
  })

  test('shows how much each uses the service, in numbers and no name of anybody', async ({
    assert,
  }) => {
    const { visitor } = await operatorAtWork()
    const municipality = await createMunicipality()
    await createCounter(municipality, { name: '秘密の窓口' })
    for (let i = 0; i < 7; i++) await createStaff(municipality, 'counter_clerk')
    const page = await visitor.get('/operator')
    const row = page.text.split('<tr>').find((part) => part.includes(municipality.code))!
    const numbers = [...row.matchAll(/class="number">(\d+)</g)].map(([, n]) => Number(n))
    assert.deepEqual(numbers.slice(0, 2), [7, 1])
    assert.isAtLeast(numbers[2], 7)
    for (const name of ['秘密の窓口', '試験 職員']) assert.notInclude(page.text, name)
  })
})

test.group('operator/walls [R18]', () => {
  test('an operator is nobody within a municipality, and staff are nobody here', async ({
    assert,
  }) => {
    const { visitor } = await operatorAtWork()
    const municipality = await createMunicipality()
    for (const path of ['', '/visits', '/audit', '/members', '/inquiries']) {
      const answer = await visitor.get(`/${municipality.slug}/staff${path}`)
      assert.equal(answer.status, 302, path)
      assert.include(answer.location, '/staff/sign-in')
    }
    const staff = await signedIn(
      municipality.slug,
      await createStaff(municipality, 'system_administrator')
    )
    for (const path of [
      '',
      '/log',
      '/municipalities/new',
      `/municipalities/${municipality.code}`,
    ]) {
      assert.equal((await staff.get(`/operator${path}`)).location, '/operator/sign-in', path)
    }
  })

  test('the role operators work as reads no record of a municipality', async ({ assert }) => {
    const municipality = await createMunicipality()
    await createStaff(municipality, 'counter_clerk')
    const system = db.connection('system')
    for (const table of [
      'staff_members',
      'audit_entries',
      'inquiries',
      'reservations',
      'counters',
    ]) {
      await assert.rejects(
        () =>
          system.transaction(async (trx) => {
            await trx.rawQuery("SELECT set_config('app.municipality_id', ?, true)", [
              String(municipality.id),
            ])
            await trx.rawQuery(`SELECT * FROM ${table}`)
          }),
        /permission denied/
      )
    }
    /** Counting leaves the door as it was: shut. */
    const { rows } = await system.transaction(async (trx) => {
      await trx.rawQuery('SELECT * FROM system.usage_of(?)', [municipality.id])
      return trx.rawQuery("SELECT current_setting('app.municipality_id', true) AS inside")
    })
    assert.equal(rows[0].inside, '')
  })

  test('the role municipalities work as can neither see operators nor count for others', async ({
    assert,
  }) => {
    const app = (db as any).tenantPool()
    for (const sql of [
      'SELECT * FROM system.operators',
      'SELECT * FROM system.operator_entries',
      'SELECT * FROM system.usage_of(1)',
    ]) {
      await assert.rejects(() => app.rawQuery(sql), /permission denied/)
    }
  })

  test('nobody changes the operators’ log', async ({ assert }) => {
    for (const sql of [
      "UPDATE system.operator_entries SET action = 'x'",
      'DELETE FROM system.operator_entries',
    ]) {
      await assert.rejects(() => db.connection('system').rawQuery(sql), /permission denied/)
      await assert.rejects(() => db.connection('owner').rawQuery(sql), /append-only/)
    }
  })
})

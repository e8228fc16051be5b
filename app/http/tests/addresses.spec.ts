import { request } from 'node:http'
import { randomInt } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { municipalities, tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { createCounter, createMunicipality, createSlots } from '#tests/support/municipality'

/** Asks for a path under a host name of choice, as a reverse proxy passes it on. */
function getUnderHost(
  host: string,
  path: string
): Promise<{ status: number; body: string; location?: string }> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, `http://localhost:${process.env.PORT}`)
    request(url, { headers: { host } }, (response) => {
      let body = ''
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, body, location: response.headers.location })
      )
    })
      .on('error', reject)
      .end()
  })
}

async function townWithHost() {
  const municipality = await createMunicipality()
  const host = `yoyaku-${randomInt(1e9)}.example.jp`
  await tenancy.run(municipality, () =>
    db.rawQuery('UPDATE municipalities SET host = ? WHERE id = ?', [host, municipality.id])
  )
  municipalities.forget()
  return { municipality, host }
}

test.group('addresses', () => {
  test('a municipality is reached by its slug; an unknown one is a page that does not exist', async ({
    assert,
  }) => {
    const { slug, name } = await createMunicipality()
    const visitor = new Visitor()
    const home = await visitor.get(`/${slug}`)
    assert.equal(home.status, 302)
    assert.equal(home.location, `/${slug}/calendar`)
    assert.include((await visitor.get(`/${slug}/accessibility`)).words(), name)
    const nowhere = await visitor.get('/no-such-town/calendar')
    assert.equal(nowhere.status, 404)
    assert.include(nowhere.words(), 'ページが見つかりません')
  })

  test('a host of its own leads to the same pages without the slug', async ({ assert }) => {
    const { municipality, host } = await townWithHost()
    await createSlots(municipality, await createCounter(municipality), { daysAhead: 2 })
    const short = await getUnderHost(host, '/calendar')
    assert.equal(short.status, 200)
    assert.include(short.body, municipality.name)
    assert.equal((await getUnderHost(host, '/')).location, `/${municipality.slug}/calendar`)
    const long = await getUnderHost(host, `/${municipality.slug}/calendar`)
    assert.equal(long.status, 200)
  })

  test('two hosts never share a kept page', async ({ assert }) => {
    const [one, two] = [await townWithHost(), await townWithHost()]
    for (const { municipality } of [one, two]) await createCounter(municipality)
    assert.include((await getUnderHost(one.host, '/calendar')).body, one.municipality.name)
    assert.include((await getUnderHost(two.host, '/calendar')).body, two.municipality.name)
    assert.notInclude((await getUnderHost(two.host, '/calendar')).body, one.municipality.name)
  })

  test('a municipality that is not shown yet has no pages for residents, but its staff can sign in [R71]', async ({
    assert,
  }) => {
    const municipality = await createMunicipality()
    await tenancy.run(municipality, () =>
      db.rawQuery('UPDATE municipalities SET visible = false WHERE id = ?', [municipality.id])
    )
    municipalities.forget()
    const visitor = new Visitor()
    assert.equal((await visitor.get(`/${municipality.slug}/calendar`)).status, 404)
    assert.equal((await visitor.get(`/${municipality.slug}/staff/sign-in`)).status, 200)
  })

  test('malformed ids, tokens and addresses are pages that do not exist, never errors', async ({
    assert,
  }) => {
    const { slug } = await createMunicipality()
    const visitor = new Visitor()
    for (const path of [
      'slots/1',
      'slots/%00',
      'holds/short',
      'reservations/nonsense',
      'reservations/x/cancel',
      "slots/' OR 1=1",
    ]) {
      assert.equal((await visitor.get(`/${slug}/${path}`)).status, 404, path)
    }
  })
})

test.group('every answer', () => {
  test('forbids what pages here never do', async ({ assert }) => {
    const { slug } = await createMunicipality()
    for (const path of [
      '/health',
      `/${slug}/look-up`,
      '/no-such-town/x',
      `/${slug}/staff/sign-in`,
    ]) {
      const { headers } = await new Visitor().get(path)
      assert.include(headers.get('content-security-policy')!, "frame-ancestors 'none'", path)
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
    }
  })

  test('/health says that the database answers [R112]', async ({ assert }) => {
    const answer = await new Visitor().get('/health')
    assert.equal(answer.status, 200)
    assert.deepEqual(JSON.parse(answer.text), { status: 'ok' })
  })

  test('/health says in a sentence that it does not', async ({ assert }) => {
    const { connection } = db
    db.connection = () => {
      throw new Error('connection refused')
    }
    municipalities.forget()
    try {
      const answer = await new Visitor().get('/health')
      assert.equal(answer.status, 503)
      assert.deepEqual(JSON.parse(answer.text), {
        ...{ status: 'down', reason: 'The database does not answer.' },
      })
    } finally {
      db.connection = connection
    }
  })
})

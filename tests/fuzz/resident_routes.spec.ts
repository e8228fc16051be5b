import { Agent, request } from 'node:http'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { addressOf, belongings, routeTable, type RouteToTry } from '#tests/support/belongings'
import { everything } from '#tests/support/everything'

/** How many; `npm run fuzz` asks for fifty thousand. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 2_000)
const AT_ONCE = 16

/** Each municipality's throttles count for themselves: with one, most requests would meet nothing else. */
const TOWNS = Math.max(4, Math.ceil(REQUESTS / 1_500))

interface Attempt {
  route: RouteToTry
  method: string
  /** For each parameter the real one, or something else. */
  parameters: (string | null)[]
  query: string
  type: string | undefined
  body: Buffer
}

interface Outcome {
  status: number
  type: string
  words: string
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

function send(base: string, path: string, { method, type, body }: Attempt): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const url = new URL(base)
    const bodied = !['GET', 'HEAD'].includes(method)
    const req = request(
      {
        ...{ host: url.hostname, port: url.port, method, path, agent },
        headers: {
          host: url.host,
          origin: base,
          ...(bodied && { 'content-length': body.length }),
          ...(bodied && type && { 'content-type': type }),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            type: response.headers['content-type'] ?? '',
            words: Buffer.concat(chunks)
              .toString()
              .replace(/<[^>]+>/g, ' ')
              .replace(/\s+/g, ' '),
          })
        )
      }
    )
    req.on('error', (error: NodeJS.ErrnoException) =>
      /** A body too large is answered before it has arrived, and the rest of it meets a closed door. */
      ['EPIPE', 'ECONNRESET'].includes(error.code ?? '')
        ? resolve({ status: 413, type: '', words: '' })
        : reject(error)
    )
    req.end(bodied ? body : undefined)
  })
}

const nasty = fc.constantFrom(
  ...['', '0', '-1', '1e309', 'NaN', 'null', 'undefined', 'true', '\u0000', 'a\u0000b', '%', '%00'],
  ...['%ff%fe', "'; DROP TABLE slots; --", '${7*7}', '{{7*7}}', '<script>', '../../etc/passwd'],
  ...[
    '𠮷髙\uFA10邉\u{E0110}',
    '\u202e',
    'ﾔﾏﾀﾞ',
    '９９９９９９９９９９９９９９',
    '2026-02-30',
    '昭和65年',
  ],
  ...['00000000-0000-0000-0000-000000000000', 'x'.repeat(5_000), '😀'.repeat(300), '\ud800']
)
const anyText = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 40 }), fc.string())

/** Names the forms use, and names that only mean mischief. */
const anyName = fc.constantFrom(
  ...['slot', 'token', 'type', 'persons', 'manner', 'old_card', 'email', 'name', 'number', 'key'],
  ...['account_name', 'account_password', 'account_email', 'password', 'again', 'current', 'next'],
  ...[
    'birth_year',
    'birth_month',
    'sealed',
    'ticket',
    'solution',
    'proof',
    'as',
    'date',
    'counter',
  ],
  ...['code', '__proto__', 'constructor', 'a[b][c][d][e][f][g]', 'x[]', 'x[1000000]', 'lang', '']
)

/** Percent-encoded where it can be, as it stands where it cannot: a lone surrogate has no bytes. */
const encoded = (text: string) => {
  try {
    return encodeURIComponent(text)
  } catch {
    return '%ED%A0%80'
  }
}
const pairs = fc
  .array(fc.tuple(anyName, anyText), { maxLength: 8 })
  .map((list) => list.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&'))

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
const bodies = fc.oneof(
  { weight: 5, arbitrary: pairs.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: bytes },
  { weight: 2, arbitrary: fc.json().map((text) => Buffer.from(text)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      Buffer.from('{"a":'),
      Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'),
      Buffer.from('a='.repeat(30_000)),
      Buffer.from(Array.from({ length: 12_000 }, (_, i) => `k${i}=v`).join('&')),
      Buffer.concat([Buffer.from('name='), Buffer.from([0x82, 0xa0, 0xff, 0xfe])]),
      Buffer.alloc(1_200_000, 'a')
    ),
  }
)

const types = fc.constantFrom(
  ...['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
  ...['application/x-www-form-urlencoded; charset=shift_jis', 'application/json', 'text/plain'],
  ...['multipart/form-data; boundary=x', 'multipart/form-data', 'application/xml', 'nonsense'],
  undefined
)
const methods = fc.oneof(
  { weight: 4, arbitrary: fc.constant('own') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
  }
)

const routes = () => routeTable().filter(({ pattern }) => !pattern.includes('/staff'))

const attempts = (all: RouteToTry[]) =>
  fc
    .record({
      route: fc.constantFrom(...all),
      method: methods,
      parameters: fc.array(fc.option(anyText, { freq: 2 }), { minLength: 3, maxLength: 3 }),
      query: fc.option(pairs, { nil: '' }),
      type: types,
      body: bodies,
    })
    .map((attempt): Attempt => ({
      ...attempt,
      method: attempt.method === 'own' ? attempt.route.methods.at(-1)! : attempt.method,
    }))

test.group('every route of residents under nonsense', () => {
  test(`${REQUESTS} requests: never a 5xx, always a sentence, and nothing changes`, async ({
    assert,
  }) => {
    const towns: Awaited<ReturnType<typeof belongings>>[] = []
    for (let i = 0; i < TOWNS; i++) towns.push(await belongings())
    const before = []
    for (const { municipality } of towns) before.push(await everything(municipality))

    const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1e9)
    const all = fc.sample(attempts(routes()), { numRuns: REQUESTS, seed })
    const base = `http://localhost:${process.env.PORT}`
    const bad: string[] = []
    const seen = new Map<number, number>()
    let next = 0
    const work = async () => {
      while (next < all.length && bad.length < 20) {
        const n = next++
        const attempt = all[n]
        const { ids, municipality } = towns[n % towns.length]
        const real = { ...ids }
        /** Whoever holds the real secret may give up and cancel: what may change something gets another one. */
        const mayRead = ['GET', 'HEAD'].includes(attempt.method)
        attempt.route.names.forEach((name, i) => {
          const other = attempt.parameters[i] ?? (!mayRead && i === 0 ? 'nothing-of-ours' : null)
          if (other !== null) real[name] = other
        })
        const path = safeAddress(attempt.route, { municipality, ids: real })
        const outcome = await send(base, attempt.query ? `${path}?${attempt.query}` : path, attempt)
        seen.set(outcome.status, (seen.get(outcome.status) ?? 0) + 1)
        const described = `${attempt.method} ${path.slice(0, 200)} ${attempt.type} ${attempt.body.toString('latin1').slice(0, 200)}`
        if (outcome.status >= 500) bad.push(`${outcome.status} ${described}`)
        const isPage = outcome.type.includes('html') && attempt.method !== 'HEAD'
        if (outcome.status >= 400 && isPage && outcome.words.length < 60) {
          bad.push(`${outcome.status} without a sentence: ${described}: ${outcome.words}`)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    console.log(`seed ${seed}:`, Object.fromEntries([...seen].sort(([a], [b]) => a - b)))
    assert.deepEqual(bad, [])
    assert.isAbove([...seen.keys()].filter((status) => status >= 400).length, 2)
    for (const [i, { municipality }] of towns.entries()) {
      const after = await everything(municipality)
      for (const table of Object.keys(after)) {
        assert.equal(after[table], before[i][table], `${table} of ${municipality.slug}`)
      }
    }
  })
})

function safeAddress(...[route, of]: Parameters<typeof addressOf>): string {
  const ids = Object.fromEntries(
    Object.entries(of.ids).map(([name, id]) => [name, id.isWellFormed() ? id : '\uFFFD'])
  )
  return addressOf(route, { ...of, ids })
}

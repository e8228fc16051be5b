import { test } from '@japa/runner'
import { ServerProcess } from '#tests/support/server_process'
import { createMunicipality } from '#tests/support/municipality'

/** Tries a key five times and once more, each time claiming another address. */
async function answersTo(
  server: ServerProcess,
  slug: string,
  path: string,
  fields: (i: number) => Record<string, string>
) {
  const statuses: number[] = []
  for (let i = 0; i < 31; i++) {
    const response = await fetch(`${server.baseUrl}/${slug}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'x-forwarded-for': `203.0.113.${i + 1}`, 'origin': server.baseUrl },
      body: new URLSearchParams(fields(i)),
    })
    statuses.push(response.status)
  }
  return statuses
}

test.group('the client’s address', () => {
  test('is not taken from a header anyone can write', async ({ assert }) => {
    const { slug } = await createMunicipality()
    const server = await ServerProcess.start()
    try {
      const statuses = await answersTo(server, slug, '/look-up', (i) => ({
        number: '1',
        key: `wrong ${i}`,
      }))
      assert.equal(statuses.at(-1), 429)
      assert.equal(statuses[0], 422)
    } finally {
      await server.end()
    }
  })

  test('is taken from the header of a proxy the operator trusts', async ({ assert }) => {
    const { slug } = await createMunicipality()
    const server = await ServerProcess.start({ TRUSTED_PROXIES: '127.0.0.1' })
    try {
      const statuses = await answersTo(server, slug, '/look-up', (i) => ({
        number: '1',
        key: `wrong ${i}`,
      }))
      assert.notInclude(statuses, 429)
    } finally {
      await server.end()
    }
  })
})

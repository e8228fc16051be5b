import { existsSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { administered } from '#app/staff/tests/support'
import { createMunicipality } from '#tests/support/municipality'

const MB = 1024 * 1024

/** Files of uploads on the disk, of this server or another one. */
const lying = () =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith('madoguchi-uploads-'))
    .map((name) => join(tmpdir(), name))
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))

/** Begins to send five megabytes as a file and waits for an answer before all of them are on their way. */
function beginToSend(
  path: string
): Promise<{ status: number; location?: string; files: string[] }> {
  return new Promise((resolve, reject) => {
    const before = lying()
    const sent = request(
      new URL(path, `http://localhost:${process.env.PORT}`),
      {
        method: 'POST',
        headers: {
          'content-type': 'multipart/form-data; boundary=part',
          'content-length': 5 * MB,
        },
      },
      (response) => {
        const { statusCode: status, headers } = response
        const files = lying().filter((name) => !before.includes(name))
        sent.destroy()
        resolve({ status: status!, location: headers.location, files })
      }
    ).on('error', reject)
    sent.write('--part\r\ncontent-disposition: form-data; name="file"; filename="town.csv"\r\n\r\n')
    sent.write(Buffer.alloc(MB, 'x'))
  })
}

test.group('http/uploads', () => {
  test('whoever is not signed in is answered before the file has come, and nothing is written', async ({
    assert,
  }) => {
    const { slug } = await createMunicipality()
    for (const path of ['exchange/files', 'residents/imports', 'members']) {
      const { status, location, files } = await beginToSend(`/${slug}/staff/${path}`)
      assert.equal(status, 302, path)
      assert.equal(location, `/${slug}/staff/sign-in`)
      assert.isEmpty(files)
    }
    for (const path of ['holds', 'look-up', 'staff/sign-in', 'nothing']) {
      const { status, files } = await beginToSend(`/${slug}/${path}`)
      assert.isAtLeast(status, 300, path)
      assert.isBelow(status, 500, path)
      assert.isEmpty(files)
    }
    assert.isBelow((await beginToSend('/operator/municipalities')).status, 500)
  })

  test('staff send a large file; it lies on the disk until the page has answered, whether or not the page took it', async ({
    assert,
  }) => {
    const { base, visitor } = await administered({ modules: ['resident-registry'] })
    const { _csrf } = (await visitor.get(`${base}/residents/imports`)).forms()[0].fields
    const lines = '住民ID,氏名\r\n'.padEnd(3 * MB, '1,山田\r\n')
    for (const [path, words] of [
      ['residents/imports', '列の対応'],
      ['members', '氏名'],
    ]) {
      const before = lying()
      const body = new FormData()
      body.set('_csrf', _csrf)
      body.set('file', new Blob([lines]), 'town.csv')
      let seen = 0
      const watch = setInterval(() => (seen = Math.max(seen, lying().length - before.length)), 1)
      const answer = await visitor.postForm(`${base}/${path}`, body)
      clearInterval(watch)
      const page = answer.location ? await visitor.get(answer.location) : answer
      assert.include(page.words(), words, path)
      assert.equal(seen, 1)
      assert.isEmpty(lying().filter((name) => !before.includes(name)))
    }
  }).timeout(60_000)
})

import { test } from '@japa/runner'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { assetsAreStale } from '#app/runtime/assets'
import { temporaryFolder } from '#database/embedded/tests/temporary_folder'

/** Writes files of the given ages in seconds, folders included. */
function checkout(ages: Record<string, number>) {
  const root = temporaryFolder()
  for (const [path, age] of Object.entries(ages)) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
    const time = Date.now() / 1000 - age
    for (let place = file; place !== root; place = dirname(place)) utimesSync(place, time, time)
  }
  return root
}

const MANIFEST = 'public/assets/.vite/manifest.json'

test.group('assets', () => {
  test('are stale where nothing is built', ({ assert }) => {
    assert.isTrue(assetsAreStale(checkout({ 'resources/css/public.css': 60 })))
  })

  test('are fresh while no source is newer', ({ assert }) => {
    assert.isFalse(assetsAreStale(checkout({ 'resources/css/public.css': 60, [MANIFEST]: 30 })))
  })

  test('are stale once a source of the core or of a module is newer', ({ assert }) => {
    for (const source of ['resources/js/staff.ts', 'modules/reservation/resources/css/grid.css']) {
      assert.isTrue(assetsAreStale(checkout({ [MANIFEST]: 60, [source]: 30 })), source)
    }
  })
})

import { globSync } from 'node:fs'
import { test } from '@japa/runner'
import { APP_ROOT } from '#database/embedded/installation'
import { suiteParts } from '../suite_parts.js'

const SPECS = ['modules/reservation/**/tests/**/*.spec.ts']

test.group('runtime/suite parts', () => {
  test('have every file of the suite once', ({ assert }) => {
    const parts = suiteParts(SPECS, 3)
    assert.lengthOf(parts, 3)
    assert.sameMembers(parts.flat(), globSync(SPECS, { cwd: APP_ROOT }))
  })

  test('are as many as there are files, at most', ({ assert }) => {
    const [one] = globSync(SPECS, { cwd: APP_ROOT })
    assert.deepEqual(suiteParts([one], 2), [[one]])
  })
})

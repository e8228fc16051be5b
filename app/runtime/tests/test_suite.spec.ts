import { test } from '@japa/runner'
import { judge } from '#app/runtime/test_suite'

const aggregates = (numbers: object) =>
  JSON.stringify({
    aggregates: { total: 0, passed: 0, failed: 0, skipped: 0, todo: 0, regression: 0, ...numbers },
  })

const verdict = (code: number, output: string, mayBeEmpty = false) =>
  judge('core', { code, output, milliseconds: 1 }, mayBeEmpty)

test.group('verdict on a suite', () => {
  test('counts what its tests say', ({ assert }) => {
    const result = verdict(
      1,
      `✔ one\n{"event":"test:end"}\n${aggregates({ passed: 3, failed: 1 })}`
    )
    assert.containsSubset(result, { passed: 3, failed: 1, trouble: null, output: '✔ one' })
  })

  test('a suite that ran no test has failed', ({ assert }) => {
    const result = verdict(0, aggregates({ skipped: 2 }))
    assert.containsSubset(result, { failed: 1, trouble: 'executed no test' })
  })

  test('unless a filter was meant for another one', ({ assert }) => {
    assert.containsSubset(verdict(0, aggregates({}), true), { failed: 0, trouble: null })
  })

  test('a suite that died before its end has failed, whatever passed until then', ({ assert }) => {
    const result = verdict(0, '{"event":"test:end"}')
    assert.containsSubset(result, { failed: 1, trouble: 'did not finish (exit code 0)' })
  })

  test('a process that disagrees with its tests is believed', ({ assert }) => {
    const result = verdict(1, aggregates({ passed: 5 }))
    assert.containsSubset(result, { passed: 5, failed: 1 })
  })
})

import { test } from '@japa/runner'
import { rowsByPage } from '../csv/rows_by_page.js'

/** A list of so many numbers that can be read behind any of them, and what was read of it. */
function listOf(length: number, perPage: number) {
  const asked: (number | undefined)[] = []
  const read = async (after?: number) => {
    asked.push(after)
    const first = after === undefined ? 0 : after + 1
    return Array.from({ length: Math.min(perPage, length - first) }, (_, i) => first + i)
  }
  return { asked, rows: rowsByPage(read, perPage) }
}

test.group('ui/rows_by_page', () => {
  for (const length of [0, 1, 9, 10, 11, 20, 25]) {
    test(`a list of ${length} has each row once, in order`, async ({ assert }) => {
      const { rows } = listOf(length, 10)
      const seen = []
      for await (const row of rows) seen.push(row)
      assert.deepEqual(
        seen,
        Array.from({ length }, (_, i) => i)
      )
    })
  }

  test('is one page ahead of whoever takes the rows, and no further', async ({ assert }) => {
    const { asked, rows } = listOf(100, 10)
    await rows.next()
    assert.deepEqual(asked, [undefined, 9])
  })

  test('tells of a page that cannot be read, and is silent when nobody waits for it', async ({
    assert,
  }) => {
    const failing = (after?: number) =>
      after === undefined ? Promise.resolve([1, 2]) : Promise.reject(new Error('gone'))
    const taken = rowsByPage(failing, 2)
    await taken.next()
    await taken.next()
    await assert.rejects(() => taken.next(), 'gone')

    const unhandled: unknown[] = []
    const note = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', note)
    const givenUp = rowsByPage(failing, 2)
    await givenUp.next()
    await givenUp.return(undefined)
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', note)
    assert.deepEqual(unhandled, [])
  })
})

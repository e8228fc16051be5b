import { mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { exchangeByFolder } from '#app/exchange/actions/exchange_by_folder'
import { folderOf } from '#app/exchange/exchange_folder'
import { makeCards, recordAll } from '#modules/card-progress/tests/support'
import { twoSides, type Side } from '#tests/support/exchange'

const HOUR = 60 * 60_000

/** Both sides with a folder each; time is told, so that nobody waits for an hour. */
async function twoFolders(cleanup: (work: () => Promise<void>) => void) {
  const { cloud, office } = await twoSides()
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-exchange-'))
  cleanup(() => rm(root, { recursive: true }))
  const roots = { cloud: join(root, 'cloud'), office: join(root, 'office') }
  let hours = 1
  const round = async () => {
    const now = Date.now() + hours++ * HOUR
    await exchangeByFolder(roots.office, office.municipality, now)
    await exchangeByFolder(roots.cloud, cloud.municipality, now)
  }
  await round()
  const there = (side: Side, root_: string) => folderOf(root_, side.municipality)
  return { office, round, ...there(cloud, roots.cloud), out: there(office, roots.office).out }
}

const moveTo = (from: string, name: string, to: string) => rename(join(from, name), join(to, name))

test.group('exchange › folders', () => {
  test('files go out once, come in, and lie aside when they are done', async ({
    assert,
    cleanup,
  }) => {
    const town = await twoFolders(cleanup)
    assert.isEmpty(await readdir(town.out), 'nothing to tell')
    const [card] = await makeCards(town.office.municipality, town.office.counter.id)
    await recordAll(town.office.municipality, card.id, 'ARRIVE')
    await town.round()
    await town.round()
    const [name, ...others] = await readdir(town.out)
    assert.isEmpty(others)
    assert.match(name, /^131016_cards_\d{14}_000001\.csv$/)
    await moveTo(town.out, name, town.in)
    await town.round()
    assert.deepEqual(await readdir(town.done), [name])
    assert.isEmpty(await readdir(town.in))
  })

  test('what comes too early waits for what is missing; half a file is left alone', async ({
    assert,
    cleanup,
  }) => {
    const town = await twoFolders(cleanup)
    const cards = await makeCards(town.office.municipality, town.office.counter.id, 3)
    for (const { id } of cards) {
      await recordAll(town.office.municipality, id, 'ARRIVE')
      await town.round()
    }
    const [first, second, third] = (await readdir(town.out)).sort()
    await moveTo(town.out, first, town.in)
    await moveTo(town.out, third, town.in)
    await town.round()
    assert.deepEqual(await readdir(town.in), [third])

    const whole = await readFile(join(town.out, second))
    const part = join(town.in, `${second}.part`)
    await writeFile(part, whole)
    await town.round()
    assert.sameMembers(await readdir(town.in), [third, `${second}.part`])
    await rename(part, join(town.in, second))
    await town.round()
    assert.isEmpty(await readdir(town.in))
    assert.sameMembers(await readdir(town.done), [first, second, third])
  })

  test('what is refused lies beside the reason', async ({ assert, cleanup }) => {
    const town = await twoFolders(cleanup)
    await writeFile(join(town.in, 'list.csv'), '氏名,住所\n')
    const longAgo = new Date(Date.now() - HOUR)
    await utimes(join(town.in, 'list.csv'), longAgo, longAgo)
    await town.round()
    assert.sameMembers(await readdir(town.refused), ['list.csv', 'list.csv.txt'])
    const reason = await readFile(join(town.refused, 'list.csv.txt'), 'utf8')
    assert.include(reason, '連携ファイルではありません')
  })
})

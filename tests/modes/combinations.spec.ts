import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { installedModules } from '#app/module_system/main'
import { Visitor } from '#tests/support/browserless'
import { routeTable } from '#tests/support/belongings'
import { combinations, nameOf } from './combinations.js'
import {
  bookChangeAndCancel,
  handCardOver,
  openTown,
  PERSON,
  printLabels,
  register,
  takeCardIn,
  workThroughTheDay,
  type Town,
} from './journeys.js'

const menuOf = (id: string, slug: string) =>
  (installedModules().find((module) => module.id === id)!.menu ?? []).map(({ route }) =>
    router.makeUrl(route, { municipality: slug })
  )

/** The staff's menu leads to what is on and to nothing that is off, and so do the addresses themselves. */
async function whatIsThere({ base, clerk, has, municipality }: Town) {
  const { slug } = municipality
  const top = await clerk.get(base)
  const wrong: string[] = []
  for (const { id } of installedModules()) {
    for (const url of menuOf(id, slug)) {
      if (top.text.includes(`href="${url}"`) !== has(id)) wrong.push(`menu ${url}`)
      if ((await clerk.get(url)).status < 400 !== has(id)) wrong.push(url)
    }
    const pages = routeTable().filter(
      ({ module, methods, names }) => module === id && methods.includes('GET') && names.length === 0
    )
    for (const { pattern } of has(id) ? [] : pages) {
      const url = pattern.replace(':municipality', slug)
      const visitor = url.startsWith(base) ? clerk : new Visitor()
      if ((await visitor.get(url)).status !== 404) wrong.push(url)
    }
  }
  return wrong
}

test.group('modes/every combination of modules and 利用者制限', () => {
  test('are all there', ({ assert }) => {
    const all = combinations()
    assert.isAtLeast(all.length, 30)
    assert.lengthOf(new Set(all.map(nameOf)), all.length)
  })

  for (const combination of combinations()) {
    test(nameOf(combination), async ({ assert }) => {
      const town = await openTown(combination)
      assert.deepEqual(await whatIsThere(town), [])
      const { base, clerk, has } = town
      if (has('resident-registry')) await register(town)
      if (has('card-progress')) {
        await takeCardIn(town)
        const card = (await clerk.get(`${base}/progress/entry?q=${town.linkCode}`)).words()
        assert.equal(card.includes(PERSON.shown), has('resident-registry'), card)
      }
      if (has('reservation')) {
        await bookChangeAndCancel(town)
        await workThroughTheDay(town)
      }
      if (has('card-progress')) await handCardOver(town)
      if (has('printing')) await printLabels(town)
    })
  }
})

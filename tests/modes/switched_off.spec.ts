import { test } from '@japa/runner'
import { installedModules } from '#app/module_system/main'
import { addressOf, belongings, routeTable } from '#tests/support/belongings'
import { Visitor } from '#tests/support/browserless'
import { switchModule } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'

/** A module and those that cannot do without it, those first. */
const withDependents = (id: string): string[] => [
  ...installedModules()
    .filter(({ requires }) => requires?.includes(id))
    .flatMap((module) => withDependents(module.id)),
  id,
]

test.group('modes/a module that is switched off', () => {
  for (const { id } of installedModules()) {
    test(`${id}: no page of its answers, though the records are there, and all do when it is on again`, async ({
      assert,
    }) => {
      const ours = await belongings()
      const { municipality } = ours
      const staff = await signedIn(municipality.slug, ours.staff)
      const { _csrf } = (await staff.get(`/${municipality.slug}/staff`)).forms()[0].fields
      const routes = routeTable().filter(({ module }) => module === id)
      const answers = async (method: 'GET' | 'POST') => {
        const there: string[] = []
        for (const route of routes.filter(({ methods }) => methods.includes(method))) {
          const address = addressOf(route, ours)
          const visitor = address.includes('/staff') ? staff : new Visitor()
          const { status } =
            method === 'GET' ? await visitor.get(address) : await visitor.post(address, { _csrf })
          if (status !== 404) there.push(route.pattern)
        }
        return there
      }
      const switchAll = async (on: boolean) => {
        const ids = withDependents(id)
        for (const one of on ? ids.reverse() : ids) await switchModule(municipality.id, one, on)
      }
      const before = await answers('GET')
      assert.isAbove(before.length, 2)
      await switchAll(false)
      assert.deepEqual(await answers('GET'), [])
      assert.deepEqual(await answers('POST'), [])
      await switchAll(true)
      assert.deepEqual(await answers('GET'), before)
    })
  }
})

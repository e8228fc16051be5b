import { test } from '@japa/runner'
import type { Edge } from 'edge.js'
import i18nManager from '@adonisjs/i18n/services/main'
import router from '@adonisjs/core/services/router'
import {
  defineEvent,
  defineModule,
  defineSettings,
  extensionPoint,
  fill,
  fillSlot,
  listen,
  setting,
  uiSlot,
  type ModuleManifest,
} from '#app/module_kit/main'
import { municipalities, tenancy, type Municipality } from '#app/tenancy/main'
import { createMunicipality, switchModule } from '#tests/support/municipality'
import { defaultPermissions, menuFor, permissionsOf, settingsOf } from '../catalogue.js'
import { answersTo } from '../extensions.js'
import { installedModules } from '../installed_modules.js'
import { publish } from '../publish.js'
import { renderSlot } from '../render_slot.js'
import { validateManifests } from '../validate_manifests.js'

const somethingDone = defineEvent<{ n: number }>('asker.something_done')
const opinion = extensionPoint<{ say(): string }>('asker.opinion')
const place = uiSlot<{ n: number }>('asker.place')

const manifest = (id: string, more: Partial<ModuleManifest>) =>
  defineModule({
    id,
    version: '1.0.0',
    platform: '^1.0.0',
    title: `${id}.title`,
    description: `${id}.description`,
    handlesResidentData: false,
    ...more,
  })

const asker = manifest('asker', {
  events: [somethingDone],
  provides: [opinion],
  slots: [place],
})

/** A module that answers everything the asker asks, and notes what it hears. */
function answerer(id: string, heard: string[], more: Partial<ModuleManifest> = {}) {
  return manifest(id, {
    requires: ['asker'],
    permissions: [{ id: `${id}.act`, label: `${id}.act`, roles: ['counter_clerk'] }],
    settings: defineSettings(id, {
      n: setting.integer({ label: 'n', default: 1, min: 0, max: 9 }),
    }),
    fills: [fill(opinion, async () => ({ default: { say: () => id } }))],
    fillsSlots: [
      fillSlot(place, {
        view: `${id}::place`,
        data: async () => ({ default: async ({ n }) => ({ doubled: n * 2 }) }),
      }),
    ],
    listens: [
      listen(somethingDone, async () => ({
        default: async ({ n }, { municipalityId }) => {
          heard.push(`${id} heard ${n} in ${municipalityId}`)
        },
      })),
    ],
    ...more,
  })
}

/** Installs modules that exist for one test only; the running application's list is the one everything reads. */
function install(cleanup: (undo: () => void) => void, ...manifests: ModuleManifest[]) {
  const list = installedModules() as ModuleManifest[]
  const before = [...list]
  const together = validateManifests([...before, ...manifests])
  list.splice(0, list.length, ...together)
  cleanup(() => void list.splice(0, list.length, ...before))
}

/** Stands in for Edge: what was rendered, with what. */
const recordingEdge = () =>
  ({
    render: async (view: string, { n, doubled, municipality, word }: any) =>
      `<p>${view} ${n} ${doubled} ${municipality.slug}${word ? ` ${word}` : ''}</p>`,
  }) as unknown as Edge

const fresh = async (municipality: Municipality) => {
  municipalities.forget()
  return municipalities.byId(municipality.id)
}

test.group('events', () => {
  test('reach the enabled modules after the commit, in the order of their requirements', async ({
    assert,
    cleanup,
  }) => {
    const heard: string[] = []
    install(
      cleanup,
      answerer('second', heard, { requires: ['first'] }),
      answerer('first', heard),
      asker
    )
    const town = await createMunicipality({ modules: ['asker', 'first', 'second'] })
    await tenancy.run(town, async () => {
      publish(somethingDone, { n: 7 })
      assert.isEmpty(heard, 'nothing is said before the commit')
    })
    assert.deepEqual(heard, [`first heard 7 in ${town.id}`, `second heard 7 in ${town.id}`])
  })

  test('are not told of what was rolled back', async ({ assert, cleanup }) => {
    const heard: string[] = []
    install(cleanup, asker, answerer('listener', heard))
    const town = await createMunicipality({ modules: ['asker', 'listener'] })
    await assert.rejects(
      () =>
        tenancy.run(town, async () => {
          publish(somethingDone, { n: 7 })
          throw new Error('changed its mind')
        }),
      'changed its mind'
    )
    assert.isEmpty(heard)
  })

  test('do not reach a module the municipality has off, or had on before', async ({
    assert,
    cleanup,
  }) => {
    const heard: string[] = []
    install(cleanup, asker, answerer('listener', heard))
    const town = await createMunicipality({ modules: ['asker'] })
    const say = (n: number) => tenancy.run(town, async () => publish(somethingDone, { n }))
    await say(1)
    await switchModule(town.id, 'listener', true)
    await say(2)
    await switchModule(town.id, 'listener', false)
    await say(3)
    assert.deepEqual(heard, [`listener heard 2 in ${town.id}`])
  })

  test('reach the others when one listener fails', async ({ assert, cleanup }) => {
    const heard: string[] = []
    const failing = answerer('failing', heard, {
      listens: [
        listen(somethingDone, async () => ({
          default: async () => {
            throw new Error('a mistake in somebody else’s module')
          },
        })),
      ],
    })
    install(cleanup, asker, failing, answerer('listener', heard))
    const town = await createMunicipality({ modules: ['asker', 'failing', 'listener'] })
    await tenancy.run(town, async () => publish(somethingDone, { n: 1 }))
    assert.deepEqual(heard, [`listener heard 1 in ${town.id}`])
  })

  test('cannot be said outside a tenant scope', ({ assert }) => {
    assert.throws(() => publish(somethingDone, { n: 1 }), /no tenant scope/)
  })
})

test.group('extension points', () => {
  test('are answered by the enabled modules, in the order of their requirements', async ({
    assert,
    cleanup,
  }) => {
    install(cleanup, answerer('second', [], { requires: ['first'] }), answerer('first', []), asker)
    const town = await createMunicipality({ modules: ['asker', 'first', 'second'] })
    const says = async () => (await answersTo(opinion, await fresh(town))).map((one) => one.say())
    assert.deepEqual(await says(), ['first', 'second'])

    await switchModule(town.id, 'second', false)
    assert.deepEqual(await says(), ['first'])
  })

  test('are compared by name, so that another package’s token of the same name answers', async ({
    assert,
    cleanup,
  }) => {
    const sameName = extensionPoint<{ say(): string }>('asker.opinion')
    install(cleanup, asker, answerer('first', []))
    const town = await createMunicipality({ modules: ['asker', 'first'] })
    const answers = await answersTo(sameName, town)
    assert.lengthOf(answers, 1)
  })

  test('without answers are an empty list', async ({ assert, cleanup }) => {
    install(cleanup, asker)
    const town = await createMunicipality({ modules: ['asker'] })
    assert.isEmpty(await answersTo(opinion, town))
  })
})

test.group('UI slots', () => {
  test('show what the enabled modules put there, with the page’s props and their own data', async ({
    assert,
    cleanup,
  }) => {
    install(cleanup, asker, answerer('first', []), answerer('second', []))
    const town = await createMunicipality({ modules: ['asker', 'first', 'second'] })
    assert.equal(
      await renderSlot(recordingEdge(), 'asker.place', town, { n: 2 }, { word: 'shared' }),
      `<p>first::place 2 4 ${town.slug} shared</p>\n<p>second::place 2 4 ${town.slug} shared</p>`
    )

    await switchModule(town.id, 'first', false)
    assert.equal(
      await renderSlot(recordingEdge(), 'asker.place', await fresh(town), { n: 2 }),
      `<p>second::place 2 4 ${town.slug}</p>`
    )
    const elsewhere = await createMunicipality({ modules: ['asker'] })
    assert.equal(await renderSlot(recordingEdge(), 'asker.place', elsewhere, { n: 2 }), '')
  })

  test('show nothing to whom the filling’s permission is missing', async ({ assert, cleanup }) => {
    const guarded = answerer('guarded', [], {
      fillsSlots: [fillSlot(place, { view: 'guarded::place', permission: 'guarded.act' })],
    })
    install(cleanup, asker, guarded)
    const town = await createMunicipality({ modules: ['asker', 'guarded'] })
    const seenBy = (staff?: { can(permission: string): boolean }) =>
      renderSlot(recordingEdge(), 'asker.place', town, { n: 1 }, { staff })
    assert.include(await seenBy({ can: (permission) => permission === 'guarded.act' }), 'guarded')
    assert.equal(await seenBy({ can: () => false }), '')
    assert.equal(await seenBy(), '', 'a resident has no permission')
  })

  test('leave out a filling that fails and keep the page', async ({ assert, cleanup }) => {
    const failing = answerer('failing', [], {
      fillsSlots: [
        fillSlot(place, {
          view: 'failing::place',
          data: async () => ({
            default: async () => {
              throw new Error('a mistake in somebody else’s module')
            },
          }),
        }),
      ],
    })
    install(cleanup, asker, failing, answerer('first', []))
    const town = await createMunicipality({ modules: ['asker', 'failing', 'first'] })
    assert.equal(
      await renderSlot(recordingEdge(), 'asker.place', town, { n: 1 }),
      `<p>first::place 1 2 ${town.slug}</p>`
    )
  })
})

test.group('declarations', () => {
  test('permissions and settings count where their module is on', async ({ assert, cleanup }) => {
    install(cleanup, asker, answerer('first', []))
    const on = await createMunicipality({ modules: ['asker', 'first'] })
    const off = await createMunicipality({ modules: ['asker'] })
    const ids = (town: Municipality) => permissionsOf(town).map(({ id }) => id)
    assert.include(ids(on), 'first.act')
    assert.notInclude(ids(off), 'first.act')
    assert.include(ids(off), 'core.manage_modules', 'the core is always in force')

    assert.isTrue(defaultPermissions('counter_clerk', on).has('first.act'))
    assert.isFalse(defaultPermissions('counter_clerk', off).has('first.act'))
    assert.isFalse(defaultPermissions('auditor', on).has('first.act'))

    const groups = (town: Municipality) => settingsOf(town).map(({ id }) => id)
    assert.include(groups(on), 'first')
    assert.notInclude(groups(off), 'first')
  })

  test('the menu shows what is on and allowed, in its order', async ({ assert, cleanup }) => {
    /** Any route of the core does: routes are mounted before a test can add a module. */
    const entry = (id: string, order: number) => ({
      label: `${id}.menu`,
      route: 'staff.dashboard',
      permission: `${id}.act`,
      order,
    })
    install(
      cleanup,
      asker,
      answerer('late', [], { menu: [entry('late', 300)] }),
      answerer('early', [], { menu: [entry('early', 200)] })
    )
    const town = await createMunicipality({ modules: ['asker', 'late', 'early'] })
    const menu = (of: Municipality, can: (permission: string) => boolean) =>
      menuFor({ can }, of, {
        i18n: i18nManager.locale('ja'),
        request: { url: () => '/elsewhere' },
      } as never)
    const own = /^(late|early)\./
    const labels = (of: Municipality, can: (permission: string) => boolean) =>
      menu(of, (permission) => own.test(permission) && can(permission)).flatMap(({ children }) =>
        children.map(({ label }) => label)
      )

    assert.lengthOf(
      labels(town, () => true),
      2
    )
    assert.match(labels(town, () => true)[0], /early/)
    assert.lengthOf(
      labels(town, (permission) => permission === 'late.act'),
      1
    )
    assert.equal(
      menu(town, (permission) => permission === 'late.act')[0].children[0].url,
      router.makeUrl('staff.dashboard', { municipality: town.slug })
    )
    const elsewhere = await createMunicipality({ modules: ['asker'] })
    assert.isEmpty(labels(elsewhere, () => true))
  })
})

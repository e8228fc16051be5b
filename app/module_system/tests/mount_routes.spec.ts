import { test } from '@japa/runner'
import { RouterFactory } from '@adonisjs/core/factories/http'
import { defineModule, ModuleError, type ModuleManifest } from '#app/module_kit/main'
import { checkRoutes, mountRoutes, type MountedRoute } from '../mount_routes.js'

const manifest = (id: string, more: Partial<ModuleManifest> = {}) =>
  defineModule({
    id,
    version: '1.0.0',
    platform: '^1.0.0',
    title: `${id}.title`,
    description: `${id}.description`,
    handlesResidentData: false,
    ...more,
  })

const route = (pattern: string, name?: string): MountedRoute => ({
  pattern,
  methods: ['GET', 'HEAD'],
  name,
})

test.group('routes of modules', () => {
  test('are told as the router will know them, however they were written', ({ assert }) => {
    const router = new RouterFactory().create()
    const routes = mountRoutes(
      router,
      (own) => {
        own.get('/list', () => {}).as('list')
        own.group(() => own.post('/deep', () => {}).as('deep')).prefix('/very')
        own.on('/elsewhere').redirectToPath('/list').as('elsewhere')
      },
      { prefix: '/:municipality/staff', name: 'a.staff', middleware: [] }
    )
    assert.deepEqual(
      routes.map(({ pattern, methods, name }) => [methods[0], pattern, name]),
      [
        ['GET', '/:municipality/staff/list', 'a.staff.list'],
        ['POST', '/:municipality/staff/very/deep', 'a.staff.deep'],
        ['GET', '/:municipality/staff/elsewhere', 'a.staff.elsewhere'],
      ]
    )
  })

  test('without a name are refused with a sentence', ({ assert }) => {
    assert.throws(
      () =>
        mountRoutes(new RouterFactory().create(), (own) => void own.get('/x', () => {}), {
          prefix: '/:municipality',
          name: 'a',
          middleware: [],
        }),
      /^The route GET \/x of "a" has no name\./
    )
  })

  test('keep what they ask of a parameter to themselves', ({ assert }) => {
    const router = new RouterFactory().create()
    const mount = (name: string, matcher?: RegExp) =>
      mountRoutes(
        router,
        (own) => {
          if (matcher) own.where('slot', matcher)
          own.get(`/${name}/:slot`, () => {}).as('slot')
        },
        { prefix: '/:municipality', name, middleware: [] }
      )
    mount('strict', /^[0-9]+$/)
    mount('free')
    router.commit()
    assert.isNotNull(router.match('/town/strict/12', 'GET', false))
    assert.isNull(router.match('/town/strict/twelve', 'GET', false))
    assert.isNotNull(router.match('/town/free/twelve', 'GET', false))
  })

  const refusals: [string, Parameters<typeof checkRoutes>[0], RegExp][] = [
    [
      'two modules that answer one address',
      [
        { manifest: manifest('a'), routes: [route('/:municipality/list')] },
        { manifest: manifest('b'), routes: [route('/:municipality/list')] },
      ],
      /Both "a" and "b" want to answer GET \/:municipality\/list/,
    ],
    [
      'a menu entry that leads nowhere',
      [
        {
          manifest: manifest('a', {
            menu: [{ label: 'x', route: 'a.staff.x', permission: 'a.x', order: 1 }],
          }),
          routes: [route('/:municipality/a', 'a.list')],
        },
      ],
      /leads to the route "a\.staff\.x", which it does not have/,
    ],
    [
      'a home that is nowhere',
      [{ manifest: manifest('a', { home: 'b.list' }), routes: [] }],
      /leads to the route "b\.list"/,
    ],
  ]
  for (const [what, mounted, message] of refusals) {
    test(`${what} are refused with a sentence`, ({ assert }) => {
      try {
        checkRoutes(mounted)
        assert.fail('was not refused')
      } catch (error) {
        assert.instanceOf(error, ModuleError)
        assert.match((error as Error).message, message)
      }
    })
  }

  test('that fit are fine', ({ assert }) => {
    const fits = manifest('a', { home: 'a.list' })
    assert.doesNotThrow(() =>
      checkRoutes([{ manifest: fits, routes: [route('/:municipality/a', 'a.list')] }])
    )
  })
})

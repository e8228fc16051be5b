import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { inForce, installedModules } from '#app/module_system/main'
import { permissionOf } from '#app/staff/main'

/** What every signed-in person may do: see the top page, choose a password and a second factor, sign out. */
const FOR_EVERYONE = [
  'staff.dashboard',
  'staff.sign_out',
  'staff.password',
  'staff.password.execute',
  'staff.second_factor',
  'staff.second_factor.enrol',
  'staff.second_factor.recovery_codes',
  'staff.second_factor.remove',
]
const BEFORE_SIGN_IN = [
  'staff.sign_in',
  'staff.sign_in.execute',
  'staff.sign_in.code',
  'staff.sign_in.code.execute',
]

const routes = () => Object.values(router.toJSON()).flat()
const middlewareOf = (route: ReturnType<typeof routes>[number]) => [...route.middleware.all()]

test.group('the route table', () => {
  test('every staff page asks for a permission, but the few that are for everyone', ({
    assert,
  }) => {
    const open = routes()
      .filter(({ pattern }) => pattern.startsWith('/:municipality/staff'))
      .filter((route) => !middlewareOf(route).some((one) => permissionOf.has(one as object)))
      .map(({ name }) => name)
    assert.sameMembers(open, [...FOR_EVERYONE, ...BEFORE_SIGN_IN])
  })

  test('every permission a route asks for is declared', ({ assert }) => {
    const declared = new Set(
      inForce({ modules: new Set(installedModules().map(({ id }) => id)) }).flatMap((manifest) =>
        (manifest.permissions ?? []).map(({ id }) => id)
      )
    )
    for (const route of routes()) {
      for (const permission of middlewareOf(route).flatMap(
        (one) => permissionOf.get(one as object) ?? []
      )) {
        assert.isTrue(declared.has(permission), `${route.pattern} asks for ${permission}`)
      }
    }
  })

  test('no page changes anything when it is only looked at', ({ assert }) => {
    const changing = /delete|remove|cancel\.execute|confirm\.execute|give_up|arrival|sign_out/
    const looks = routes().filter(({ methods }) => methods.includes('GET'))
    assert.isEmpty(
      looks.filter(({ name }) => changing.test(name ?? '')).map(({ pattern }) => pattern)
    )
  })

  test('every route has a name of its own', ({ assert }) => {
    const names = routes().map(({ name, pattern }) => name ?? `nameless ${pattern}`)
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i || name.startsWith('nameless')),
      []
    )
  })
})

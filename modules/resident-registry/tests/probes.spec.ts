import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { ROLE_IDS } from '#app/module_kit/main'
import { type Visitor } from '#tests/support/browserless'
import { addressOf, belongings, routeTable, type RouteToTry } from '#tests/support/belongings'
import { createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { type Municipality } from '#app/tenancy/main'
import { changeStanding } from '../actions/change_standing.js'
import registry from '../module.js'
import { denyView, inTown } from './support.js'

/** The resident everybody's belongings have, as a page would show them. */
const PERSONAL = ['試験 太郎', 'シケン タロウ']

const ROUTES = () => routeTable().filter(({ module }) => module === 'resident-registry')

const denied = async (municipality: Municipality) =>
  (await entriesOf(municipality)).filter(({ result }) => result === 'denied')
const deniedTo = async (municipality: Municipality, { loginId }: { loginId: string }) =>
  (await denied(municipality)).filter(({ staff_login: login }) => login === loginId)

/** Asks in every way a route has. @returns what was asked, with the answer */
async function probe(visitor: Visitor, slug: string, address: (route: RouteToTry) => string) {
  const page = await visitor.get(`/${slug}/staff/password`)
  const _csrf = page.forms().find(({ fields }) => '_csrf' in fields)?.fields._csrf ?? ''
  const asked = []
  for (const route of ROUTES()) {
    for (const method of route.methods) {
      const path = address(route)
      const answer =
        method === 'GET' ? await visitor.get(path) : await visitor.post(path, { _csrf })
      asked.push({ ...route, what: `${method} ${route.pattern}`, answer })
    }
  }
  return asked
}

test.group('residents/probes [R18] [R45] [R56]', () => {
  test('another municipality’s residents are not found, and that somebody asked is in the history', async ({
    assert,
  }) => {
    const [ours, theirs] = [await belongings(), await belongings()]
    const visitor = await signedIn(ours.municipality.slug, ours.staff)
    const { slug } = ours.municipality
    const before = (await denied(ours.municipality)).length
    const asked = (await probe(visitor, slug, (route) => addressOf(route, theirs, slug))).filter(
      ({ names }) => names.length > 0
    )
    assert.isAbove(asked.length, 12)
    for (const { what, answer } of asked) {
      assert.equal(answer.status, 404, what)
      for (const personal of PERSONAL) assert.notInclude(answer.words(), personal, what)
    }
    const traces = (await denied(ours.municipality)).slice(before)
    assert.lengthOf(traces, asked.length)
    for (const { action, subject_id: id, staff_login: login } of traces) {
      assert.equal(action, 'residents.probe')
      assert.oneOf(id, [theirs.ids.resident, theirs.ids.import])
      assert.equal(login, ours.staff.loginId)
    }
  })

  test('who is signed in elsewhere is nobody here, and that they came is in the history', async ({
    assert,
  }) => {
    const [ours, theirs] = [await belongings(), await belongings()]
    const visitor = await signedIn(ours.municipality.slug, ours.staff)
    const asked = await probe(visitor, theirs.municipality.slug, (route) =>
      addressOf(route, theirs)
    )
    for (const { what, answer } of asked) {
      assert.include([302, 403], answer.status, what)
      for (const personal of PERSONAL) assert.notInclude(answer.words(), personal, what)
    }
    const [trace] = await denied(theirs.municipality)
    assert.equal(trace.action, 'staff.refuse_stranger')
    assert.include(trace.detail.path, `/${theirs.municipality.slug}/staff/`)
  })

  for (const role of ROLE_IDS) {
    test(`${role} is refused whatever it has no permission for, and each refusal is in the history`, async ({
      assert,
    }) => {
      const { municipality, ...ours } = await belongings()
      const member = await createStaff(municipality, role)
      const visitor = await signedIn(municipality.slug, member)
      const asked = await probe(visitor, municipality.slug, (route) =>
        addressOf(route, { municipality, ...ours })
      )
      const lacks = (permission: string) =>
        !registry.permissions!.some(({ id, roles }) => id === permission && roles.includes(role))
      for (const { what, permissions, answer } of asked) {
        if (permissions.some(lacks)) assert.equal(answer.status, 403, what)
      }
      const refused = asked.filter(({ answer }) => answer.status === 403)
      for (const { what, answer } of refused) {
        for (const personal of PERSONAL) assert.notInclude(answer.words(), personal, what)
      }
      assert.lengthOf(await deniedTo(municipality, member), refused.length)
    })
  }

  test('a resident’s standing keeps others from it than the permissions do, and that is in the history, too', async ({
    assert,
  }) => {
    const { municipality, ids } = await belongings()
    const manager = await createStaff(municipality, 'counter_manager')
    const visitor = await signedIn(municipality.slug, manager)
    const base = `/${municipality.slug}/staff/residents/${ids.resident}`
    const forbidden = async (path: string) => {
      assert.equal((await visitor.get(`${base}/${path}`)).status, 403, path)
      const { action, subject_id: id, detail } = (await deniedTo(municipality, manager)).at(-1)!
      assert.deepEqual(
        [action, id, detail.path],
        ['residents.refuse', ids.resident, `${base}/${path}`]
      )
    }
    await forbidden('standing/reactivate')
    await inTown(municipality, () => changeStanding(ids.resident, 'deregister', '転出'))
    await forbidden('edit')
    await inTown(municipality, () => changeStanding(ids.resident, 'reactivate', '転入'))
    assert.equal((await visitor.get(`${base}/edit`)).status, 200)
    await denyView(municipality, 'counter_manager')
    await forbidden('edit')
  })
})

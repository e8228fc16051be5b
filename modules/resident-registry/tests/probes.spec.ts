import { test } from '@japa/runner'
import { entriesOf } from '#app/audit/tests/support'
import { type Visitor } from '#tests/support/browserless'
import { addressOf, belongings, routeTable, type RouteToTry } from '#tests/support/belongings'
import { createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'
import { type Municipality } from '#app/tenancy/main'
import { changeStanding } from '../actions/change_standing.js'
import { denyView, inTown } from './support.js'

/** The resident everybody's belongings have, as a page would show them. */
const PERSONAL = ['試験 太郎', 'シケン タロウ']

const ROUTES = () => routeTable().filter(({ module }) => module === 'resident-registry')

const denied = async (municipality: Municipality) =>
  (await entriesOf(municipality)).filter(({ result }) => result === 'denied')

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
      asked.push({ what: `${method} ${route.pattern}`, named: route.names.length > 0, answer })
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
      ({ named }) => named
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

  test('a role without the permission is refused each of them, and each is in the history', async ({
    assert,
  }) => {
    const ours = await belongings()
    const auditor = await createStaff(ours.municipality, 'auditor')
    const visitor = await signedIn(ours.municipality.slug, auditor)
    const asked = await probe(visitor, ours.municipality.slug, (route) => addressOf(route, ours))
    for (const { what, answer } of asked) {
      assert.equal(answer.status, 403, what)
      for (const personal of PERSONAL) assert.notInclude(answer.words(), personal, what)
    }
    const traces = (await denied(ours.municipality)).filter(
      ({ staff_login: login }) => login === auditor.loginId
    )
    assert.lengthOf(traces, asked.length)
  })

  test('a role that may do some of it is refused the rest, and each refusal is in the history', async ({
    assert,
  }) => {
    const ours = await belongings()
    const { municipality, ids } = ours
    const manager = await createStaff(municipality, 'counter_manager')
    const visitor = await signedIn(municipality.slug, manager)
    const traces = async () =>
      (await denied(municipality)).filter(({ staff_login: login }) => login === manager.loginId)
    const asked = await probe(visitor, municipality.slug, (route) => addressOf(route, ours))
    const refused = asked.filter(({ answer }) => answer.status === 403)
    assert.isAbove(refused.length, 5)
    assert.lengthOf(await traces(), refused.length)

    const base = `/${municipality.slug}/staff/residents/${ids.resident}`
    const forbidden = async (path: string) => {
      assert.equal((await visitor.get(`${base}/${path}`)).status, 403, path)
      const { action, subject_id: id, detail } = (await traces()).at(-1)!
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

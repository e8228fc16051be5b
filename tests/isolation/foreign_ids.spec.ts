import { test } from '@japa/runner'
import { makeBookingToken } from '#modules/reservation/booking_token'
import { addressOf, belongings, routeTable } from '#tests/support/belongings'
import { everything } from '#tests/support/everything'
import { type Visitor } from '#tests/support/browserless'
import { signedIn } from '#tests/support/staff_session'

test.group('every route with another municipality’s ids [R18]', () => {
  test('answers 404 and changes nothing', async ({ assert }) => {
    const theirs = await belongings()
    const ours = await belongings()
    const visitor = await signedIn(ours.municipality.slug, ours.staff)
    const before = await everything(theirs.municipality)

    const routes = routeTable().filter(({ names }) => names.length > 0)
    assert.isAbove(routes.length, 10)
    for (const route of routes) {
      /** A module, a role, a screen, a report or a kind of record is not a record of anybody's. */
      const shared = ['module', 'role', 'group', 'subject', 'texts', 'template', 'report', 'feed']
      if (route.names.some((name) => shared.includes(name))) continue
      const path = addressOf(route, theirs, ours.municipality.slug)
      for (const method of route.methods) {
        const answer =
          method === 'GET'
            ? await visitor.get(path)
            : await postAsStaff(visitor, ours.municipality.slug, path)
        /** Giving up a hold that is not there is answered like giving up one that is. */
        const expected = path.endsWith('/give-up') ? 303 : 404
        assert.equal(answer.status, expected, `${method} ${route.pattern}`)
      }
    }
    assert.deepEqual(await everything(theirs.municipality), before)
  })

  test('a session of one municipality is nobody in another', async ({ assert }) => {
    const theirs = await belongings()
    const ours = await belongings()
    const visitor = await signedIn(ours.municipality.slug, ours.staff)
    const answer = await visitor.get(`/${theirs.municipality.slug}/staff/visits`)
    assert.equal(answer.status, 302)
    assert.include(answer.location, `/${theirs.municipality.slug}/staff/sign-in`)
  })
})

/** Sends a POST with a valid form token, so that it is the id that is refused and not the form. */
async function postAsStaff(visitor: Visitor, slug: string, path: string) {
  const page = await visitor.get(`/${slug}/staff/password`)
  const { _csrf } = page.forms().find(({ fields }) => '_csrf' in fields)!.fields
  return visitor.post(path, { _csrf, old_card: 'no', token: makeBookingToken() })
}

import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { bookByProxy } from '#modules/reservation/actions/book_by_proxy'
import { makeBookingToken } from '#modules/reservation/booking_token'
import { passFor } from '#modules/reservation/reservation_pass'
import { tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import { createCounter, createMunicipality, createSlots, createStaff } from '#tests/support/municipality'
import { signedIn } from '#tests/support/staff_session'

/** Everything of one municipality that an address can name, by the name routes give it. */
async function belongings() {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality)
  const [slot] = await createSlots(municipality, counter)
  const staff = await createStaff(municipality, 'system_administrator')
  const token = makeBookingToken()
  const reservation = await tenancy.run(municipality, () =>
    bookByProxy({ slotId: slot, token, answers: {}, staffId: staff.id })
  )
  const mail = await tenancy.run(municipality, async () => {
    const { rows } = await db.rawQuery(
      `INSERT INTO mail_messages (municipality_id, template, state, recipient_hash)
       VALUES (?, 'test', 'sent', '\\x00') RETURNING id`,
      [municipality.id]
    )
    return rows[0].id as string
  })
  return {
    municipality,
    staff,
    ids: {
      slot,
      token,
      reservation,
      counter: counter.id,
      member: staff.id,
      message: mail,
      pass: passFor(municipality.id, reservation),
    } as Record<string, string>,
  }
}

/** Every row of a municipality, as text, to see that nothing changed. */
async function everything(municipality: { id: number }) {
  const { rows: tables } = await db.connection('owner').rawQuery(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
        AND relname NOT IN ('audit_entries', 'audit_blocks')`
  )
  return tenancy.run(municipality, async () => {
    const content: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await db.rawQuery(`SELECT coalesce(json_agg(t ORDER BY t::text), '[]')::text AS all FROM ${name} t`)
      content[name] = rows[0].all
    }
    return content
  })
}

test.group('every route with another municipality’s ids [R18]', () => {
  test('answers 404 and changes nothing', async ({ assert }) => {
    const theirs = await belongings()
    const ours = await belongings()
    const visitor = await signedIn(ours.municipality.slug, ours.staff)
    const before = await everything(theirs.municipality)

    const routes = Object.values(router.toJSON())
      .flat()
      .filter(({ pattern }) => pattern.startsWith('/:municipality/') && /:(?!municipality)/.test(pattern))
    assert.isAbove(routes.length, 10)

    for (const route of routes) {
      const names = [...route.pattern.matchAll(/:(\w+)/g)].map((match) => match[1]).filter((n) => n !== 'municipality')
      const unknown = names.filter((name) => !(name in theirs.ids) && !['module', 'role'].includes(name))
      assert.isEmpty(unknown, `${route.pattern}: teach belongings() what "${unknown}" is`)
      if (names.some((name) => ['module', 'role'].includes(name))) continue
      for (const method of route.methods.filter((name) => name !== 'HEAD')) {
        const path = names.reduce(
          (pattern, name) => pattern.replace(`:${name}`, theirs.ids[name]),
          route.pattern.replace(':municipality', ours.municipality.slug)
        )
        const answer =
          method === 'GET'
            ? await visitor.get(path)
            : await postAsStaff(visitor, ours.municipality.slug, path)
        if (path.endsWith('/give-up')) assert.include([303, 404], answer.status, `${method} ${route.pattern}`)
        else assert.equal(answer.status, 404, `${method} ${route.pattern}`)
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

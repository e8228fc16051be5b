import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
} from '#tests/support/municipality'
import { setField } from '#tests/support/fields'
import { Resident } from '#tests/support/resident'
import { expireHolds } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'

/** What a careless resident might type or a client might tell; none of it may be found anywhere afterwards. */
const PLANTED = {
  name: '山田𠮷太郎',
  kana: 'ヤマダヨシタロウ',
  phone: '09012345678',
  email: 'yoshitaro@planted.example',
  agent: 'PlantedAgent/1.0',
}

/** Every value of every column of every table, the framework's and the queue's included, as text. */
async function everyValue(): Promise<{ column: string; value: string }[]> {
  const owner = db.connection('owner')
  const { rows: columns } = await owner.rawQuery(
    `SELECT n.nspname AS schema, c.relname AS table, a.attname AS column
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'system', 'pgboss')`
  )
  const { rows: towns } = await db.connection('system').rawQuery('SELECT id FROM municipalities')
  const values: { column: string; value: string }[] = []
  for (const { schema, table, column } of columns) {
    for (const { id } of towns) {
      const found = await owner.transaction(async (trx) => {
        await trx.rawQuery("SELECT set_config('app.municipality_id', ?, true)", [String(id)])
        return trx.rawQuery(
          `SELECT DISTINCT "${column}"::text AS value FROM "${schema}"."${table}" WHERE "${column}" IS NOT NULL`
        )
      })
      values.push(
        ...found.rows.map(({ value }: { value: string }) => ({
          column: `${schema}.${table}.${column}`,
          value,
        }))
      )
    }
  }
  return values
}

test.group('after a busy day without IDs', () => {
  test('no column of any table holds anything personal [R27] [R48]', async ({ assert }) => {
    const municipality = await createMunicipality()
    await setField(municipality, 'email', 'optional')
    const counter = await createCounter(municipality)
    const slots = await createSlots(municipality, counter, { count: 6, capacity: 8 })
    const staff = await createStaff(municipality, 'counter_manager')

    /** Mail is queued and sent without a server: it stays, encrypted, for the staff's mail screen. */
    const careless = {
      old_card: 'yes',
      email: PLANTED.email,
      name: PLANTED.name,
      kana: PLANTED.kana,
      tel: PLANTED.phone,
    }
    for (let i = 0; i < 30; i++) {
      const resident = new Resident(new Visitor(), municipality.slug)
      const token = await resident.hold(slots[i % slots.length])
      if (!token) continue
      if (i % 7 === 0) await expireHolds(municipality, token)
      await resident.visitor.post(`/${municipality.slug}/holds/${token}/check`, careless)
      const booked = await resident.confirm(token, careless)
      if (!booked || i % 3 === 0) continue
      const page = await resident.open(booked)
      await resident.visitor.post(
        i % 3 === 1 ? `${page}/cancel` : `${page}/change/${slots[(i + 1) % slots.length]}`
      )
    }
    await new Visitor().post(`/${municipality.slug}/look-up`, {
      number: PLANTED.phone,
      key: PLANTED.name,
    })
    const visitor = await signedIn(municipality.slug, staff)
    const day = await visitor.get(`/${municipality.slug}/staff/visits?date=${PLANTED.name}`)
    assert.equal(day.status, 200)

    const values = await everyValue()
    assert.isAbove(values.filter(({ column }) => column === 'public.reservations.id').length, 20)
    for (const planted of Object.values(PLANTED)) {
      const found = values
        .filter(({ value }) => value.includes(planted))
        .map(({ column }) => column)
      assert.deepEqual(found, [], `"${planted}" was found`)
    }
  }).timeout(60_000)

  test('a reservation row has only columns that say nothing about who it is', async ({
    assert,
  }) => {
    const { rows } = await db.connection('owner').rawQuery(
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 'reservations' ORDER BY ordinal_position`
    )
    assert.sameMembers(
      rows.map(({ name }: { name: string }) => name),
      [
        ...['municipality_id', 'id', 'serial_number', 'slot_id', 'counter_id', 'visit_date'],
        ...['state', 'reception_number', 'issued_numbers', 'hold_token_hash', 'hold_expires_at'],
        ...['access_key_hash', 'answers', 'booked_by', 'created_at', 'reserved_at', 'settled_at'],
        ...[
          'draft',
          'procedure_type_id',
          'party_id',
          'party_position',
          'consecutive',
          'booker_id',
          'contact',
          'walk_in',
          ...['old_card_collected', 'handling', 'handling_note', 'handled_by', 'handled_at'],
        ],
      ]
    )
  })
})

import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { Visitor } from '#tests/support/browserless'
import {
  createCounter,
  createMunicipality,
  createSlots,
  createStaff,
} from '#tests/support/municipality'
import { createProcedureType } from '#tests/support/procedure_types'
import { Resident } from '#tests/support/resident'
import { expireHolds, slotCounts } from '#tests/support/seats'
import { signedIn } from '#tests/support/staff_session'
import { seatsOutOfBalance } from '../queries/seats_out_of_balance.js'

async function town(options: { capacity?: number; count?: number } = {}) {
  const municipality = await createMunicipality()
  const counter = await createCounter(municipality)
  const slots = await createSlots(municipality, counter, { count: 4, daysAhead: 3, ...options })
  return {
    municipality,
    counter,
    slots,
    resident: new Resident(new Visitor(), municipality.slug),
    taken: async () => (await slotCounts(municipality, slots)).map(({ taken }) => taken),
    balanced: () => tenancy.run(municipality, seatsOutOfBalance),
  }
}

test.group('reservation/procedure types, a visit [R120] [R125]', () => {
  test('occupies one desk in every slot until its time is over', async ({ assert }) => {
    const { municipality, slots, resident, taken, balanced } = await town()
    const type = await createProcedureType(municipality, { minutes: 80 })
    const booked = (await resident.book(slots[1], type.code))!
    assert.deepEqual(await taken(), [0, 1, 1, 1])
    await resident.visitor.post(`${await resident.open(booked)}/cancel`)
    assert.deepEqual(await taken(), [0, 0, 0, 0])
    assert.deepEqual(await balanced(), [])
  })

  test('moves by one slot although it stands in its own way [R36]', async ({ assert }) => {
    const { municipality, slots, resident, taken, balanced } = await town({ capacity: 1 })
    const type = await createProcedureType(municipality, { minutes: 60 })
    const page = await resident.open((await resident.book(slots[0], type.code))!)
    assert.equal((await resident.visitor.post(`${page}/change/${slots[1]}`)).status, 303)
    assert.deepEqual(await taken(), [0, 1, 1, 0])
    assert.deepEqual(await balanced(), [])
  })

  test('is refused whole when one of its slots is full, and a form sent twice still counts once', async ({
    assert,
  }) => {
    const { municipality, slots, resident, taken, balanced } = await town({ capacity: 1 })
    const [short, long] = [
      await createProcedureType(municipality, { minutes: 30 }),
      await createProcedureType(municipality, { minutes: 60 }),
    ]
    const page = await resident.visitor.get(
      `/${municipality.slug}/slots/${slots[0]}?type=${long.code}`
    )
    await resident.book(slots[1], short.code)
    assert.equal((await resident.visitor.submit(page, /holds$/)).status, 409)
    assert.deepEqual(await taken(), [0, 1, 0, 0])

    const other = await resident.visitor.get(
      `/${municipality.slug}/slots/${slots[2]}?type=${long.code}`
    )
    const twice = await Promise.all([1, 2].map(() => resident.visitor.submit(other, /holds$/)))
    assert.deepEqual(
      twice.map(({ status }) => status),
      [303, 303]
    )
    assert.deepEqual(await taken(), [0, 1, 1, 1])
    assert.deepEqual(await balanced(), [])
  })

  test('takes the place of a longer one whose hold has run out, from either end', async ({
    assert,
  }) => {
    for (const at of [0, 1]) {
      const { municipality, slots, resident, balanced } = await town({ capacity: 1 })
      const [short, long] = [
        await createProcedureType(municipality, { minutes: 30 }),
        await createProcedureType(municipality, { minutes: 60 }),
      ]
      const page = await resident.visitor.get(
        `/${municipality.slug}/slots/${slots[at]}?type=${short.code}`
      )
      const token = (await resident.hold(slots[0], long.code))!
      await expireHolds(municipality, token)
      assert.equal((await resident.visitor.submit(page, /holds$/)).status, 303)
      assert.isNull(await resident.confirm(token), 'the slow one finds the time taken')
      assert.deepEqual(await balanced(), [])
    }
  })

  test('a slow resident still gets all its slots while they are free', async ({ assert }) => {
    const { municipality, slots, resident, taken, balanced } = await town({ capacity: 1 })
    const type = await createProcedureType(municipality, { minutes: 60 })
    const token = (await resident.hold(slots[0], type.code))!
    await expireHolds(municipality, token)
    assert.isNotNull(await resident.hold(slots[2], type.code))
    assert.isNotNull(await resident.confirm(token))
    assert.deepEqual(await taken(), [1, 1, 1, 1])
    assert.deepEqual(await balanced(), [])
  })

  test('never passes the quota of its type', async ({ assert }) => {
    const { municipality, counter, slots, resident, taken, balanced } = await town()
    const offers = [{ counterId: counter.id, offered: true, quota: 1 }]
    const long = await createProcedureType(municipality, { minutes: 60, offers })
    const short = await createProcedureType(municipality, { minutes: 30 })
    const page = await resident.visitor.get(
      `/${municipality.slug}/slots/${slots[1]}?type=${long.code}`
    )
    assert.isNotNull(await resident.book(slots[0], long.code))
    assert.equal((await resident.visitor.submit(page, /holds$/)).status, 409)
    assert.isNotNull(await resident.book(slots[1], short.code))
    assert.deepEqual(await taken(), [1, 2, 0, 0])
    assert.deepEqual(await balanced(), [])
  })
})

test.group('reservation/procedure types, the calendar [R34] [R120]', () => {
  const calendarOf = async ({ slug }: { slug: string }, query = '') =>
    (await new Visitor().get(`/${slug}/calendar?${query}`)).text

  test('asks nothing where there is nothing to choose', async ({ assert }) => {
    const { municipality, slots } = await town()
    await createProcedureType(municipality, { name: '職員だけの用件', public: false })
    const page = await calendarOf(municipality, 'n=1')
    assert.include(page, `/slots/${slots[0]}"`)
    assert.notInclude(page, 'ご用件')
  })

  test('offers starts after which the visit fits, with what is left in all of its slots', async ({
    assert,
  }) => {
    const { municipality, counter, slots, resident } = await town({ count: 3 })
    /** After lunch: half an hour later, and too short for an hour. */
    const [afterLunch] = await createSlots(municipality, counter, { after: 120, daysAhead: 3 })
    const offers = [{ counterId: counter.id, offered: true, quota: 3 }]
    const long = await createProcedureType(municipality, { minutes: 60, name: '更新', offers })
    const short = await createProcedureType(municipality, { minutes: 30, name: '受取' })
    await resident.book(slots[0], short.code)
    await resident.book(slots[1], long.code)

    const question = await calendarOf(municipality)
    assert.include(question, 'ご用件を選んでください。')
    assert.notInclude(question, '/slots/')
    const cells = async (code: string) =>
      Object.fromEntries(
        [
          ...(await calendarOf(municipality, `type=${code}`)).matchAll(
            /\/slots\/([0-9a-f-]+)\?type=\w+"[^>]*>[^<]*残(\d)/g
          ),
        ].map(([, id, n]) => [id, Number(n)])
      )
    assert.deepEqual(await cells(long.code), { [slots[0]]: 2, [slots[1]]: 2 })
    assert.deepEqual(await cells(short.code), {
      [slots[0]]: 4,
      [slots[1]]: 4,
      [slots[2]]: 4,
      [afterLunch]: 5,
    })
  })

  test('a slot opened without a type leads back to the question, and a stale form is refused', async ({
    assert,
  }) => {
    const { municipality, slots, resident } = await town()
    const stale = await resident.visitor.get(`/${municipality.slug}/slots/${slots[0]}`)
    await createProcedureType(municipality)
    await createProcedureType(municipality)
    const answer = await resident.visitor.get(`/${municipality.slug}/slots/${slots[0]}`)
    assert.equal(answer.status, 302)
    assert.include(answer.location, '/calendar?')
    assert.equal((await resident.visitor.submit(stale, /holds$/)).status, 409)
    const gone = await resident.visitor.submit(stale, /holds$/, { type: 'NOSUCH' })
    assert.equal(gone.status, 409)
    assert.include(gone.words(), 'このご用件は予約できません')
  })
})

test.group('reservation/procedure types, the staff’s side [R120]', () => {
  async function office() {
    const place = await town()
    const staff = await createStaff(place.municipality, 'counter_manager')
    return {
      ...place,
      visitor: await signedIn(place.municipality.slug, staff),
      base: `/${place.municipality.slug}/staff`,
    }
  }
  const FORM = {
    'code': 'ｋｏｓｈｉｎ',
    'name_ja': '電子証明書の更新',
    'name_en': 'Renewal',
    'duration_minutes': '４５',
    'display_order': '2',
    'collects_card': 'no',
    'public': 'yes',
    'in_use': 'yes',
    'counters[0][offered]': 'yes',
    'counters[0][quota]': '２',
  }

  test('a type is added, shown in each language, changed and archived, each in the audit log', async ({
    assert,
  }) => {
    const { municipality, counter, slots, visitor, base } = await office()
    const page = await visitor.get(`${base}/procedure-types/new`)
    assert.equal((await visitor.submit(page, /procedure-types$/, FORM)).status, 303)
    const list = await visitor.get(`${base}/procedure-types`)
    assert.include(list.words(), 'KOSHIN')
    assert.include(list.words(), '約45分')
    assert.match(list.words(), /住民に表示\s+しない/)

    const resident = new Visitor()
    await resident.get(`/${municipality.slug}/look-up?lang=en`)
    assert.include(
      (await resident.get(`/${municipality.slug}/slots/${slots[0]}`)).words(),
      'Renewal (about 45 minutes)'
    )

    const address = /href="([^"]*procedure-types\/[0-9a-f-]{36})"/.exec(list.text)![1]
    const edit = await visitor.get(address)
    assert.match(edit.text, /name="counters\[0\]\[quota\]"[^>]* value="2"/)
    assert.equal(edit.forms().at(-1)!.fields['counters[0][id]'], counter.id)
    await visitor.submit(edit, /procedure-types\/[0-9a-f-]{36}$/, { ...FORM, in_use: 'no' })
    assert.include((await visitor.get(`${base}/procedure-types`)).words(), '使用しない')
    assert.notInclude(
      (await resident.get(`/${municipality.slug}/slots/${slots[0]}`)).words(),
      'Renewal'
    )
    const { rows } = await tenancy.run(municipality, () =>
      db.rawQuery(
        "SELECT count(*)::int AS n FROM audit_entries WHERE action = 'reservation.save_procedure_type'"
      )
    )
    assert.equal(rows[0].n, 2)
  })

  test('a mistake is told beside its field and nothing is saved', async ({ assert }) => {
    const { municipality, visitor, base } = await office()
    await createProcedureType(municipality, { code: 'KOSHIN' })
    const page = await visitor.get(`${base}/procedure-types/new`)
    const taken = await visitor.submit(page, /procedure-types$/, FORM)
    assert.equal(taken.status, 422)
    assert.include(taken.words(), 'このコードは、ほかの種別が使っています。')
    const wrong = await visitor.submit(page, /procedure-types$/, {
      ...FORM,
      'code': 'B',
      'name_ja': ' ',
      'counters[0][quota]': '0',
    })
    assert.equal(wrong.status, 422)
    assert.include(wrong.words(), '名称（日本語）を入力してください。')
    assert.include(wrong.text, 'href="#counters-0-quota"')
    const list = await visitor.get(`${base}/procedure-types`)
    assert.notInclude(list.words(), '電子証明書の更新')
  })

  test('proxy bookings say their type, hidden ones too, and the slot shows who is still busy [R47]', async ({
    assert,
  }) => {
    const { municipality, slots, visitor, base, taken } = await office()
    const type = await createProcedureType(municipality, {
      minutes: 60,
      name: '特急発行',
      public: false,
    })
    const page = await visitor.get(`${base}/slots/${slots[0]}`)
    assert.equal((await visitor.submit(page, /reservations$/, { type: type.code })).status, 303)
    assert.deepEqual(await taken(), [1, 1, 0, 0])
    const next = await visitor.get(`${base}/slots/${slots[1]}`)
    assert.match(next.words(), /特急発行（08:30から）/)
  })
})

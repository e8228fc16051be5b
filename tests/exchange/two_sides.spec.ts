import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { makeKeys } from '#app/exchange/actions/make_keys'
import { mendFile } from '#app/exchange/actions/mend_file'
import { readFiles } from '#app/exchange/actions/read_files'
import { startSeries } from '#app/exchange/actions/start_series'
import { trustPartner } from '#app/exchange/actions/trust_partner'
import { exchangeFigures, formatReadableCode, revokeLinkCode } from '#app/exchange/main'
import { ownKey } from '#app/exchange/queries/exchange_keys'
import { tenancy } from '#app/tenancy/main'
import { eventRows, makeCards, recordAll } from '#modules/card-progress/tests/support'
import { receivedWindow } from '#modules/reservation/queries/received_window'
import { openCards } from '#tests/support/cards'
import { createCounter, createSlots, switchModule } from '#tests/support/municipality'
import { assignLinkCode, changeStanding, storeResidents } from '#tests/support/residents'
import { cancelReservation, changeReservation, markArrival } from '#tests/support/together'
import { signedIn } from '#tests/support/staff_session'
import { book, receive, send, sendAll, trust, twoSides, type Side } from '#tests/support/exchange'

/** Both sides with cards in the office, arrived. */
async function twoSidesWithCards(count = 1) {
  const { cloud, office } = await twoSides()
  const cards = await makeCards(office.municipality, office.counter.id, count)
  for (const { id } of cards) await recordAll(office.municipality, id, 'ARRIVE')
  const slots = await createSlots(cloud.municipality, cloud.counter, { count: 6, capacity: 50 })
  return { cloud, office, cards, slots }
}

const query = (municipality: { id: number }, sql: string, values: unknown[] = []) =>
  tenancy.run(municipality, async () => (await db.rawQuery(sql, values as any[])).rows as any[])

const codesOf = async ({ municipality }: Side, { id }: { id: string }) =>
  (await eventRows(municipality, id)).map(({ code }: { code: string }) => code)

const leftOut = ({ municipality }: Side) =>
  query(municipality, 'SELECT line, because FROM exchange_left_out ORDER BY line')

const figuresOf = ({ municipality }: Side) =>
  tenancy.run(
    municipality,
    async () => new Map((await exchangeFigures(municipality)).map((figure) => [figure.id, figure]))
  )

const refusals = ({ municipality }: Side) =>
  query(municipality, 'SELECT * FROM exchange_refusals ORDER BY refused_at')

test.group('exchange › what crosses', () => {
  test('cards open bookings, bookings become events, there and back', async ({ assert }) => {
    const { cloud, office, cards, slots } = await twoSidesWithCards()
    const [card] = cards
    const window = () => tenancy.run(cloud.municipality, () => receivedWindow(card.code))
    assert.isUndefined(await window())
    assert.deepEqual(await receive(cloud, (await send(office))!), ['taken'])
    assert.deepInclude(await window(), { counterId: cloud.counter.id, until: null })

    const id = await book(cloud, slots[0], card.code)
    assert.equal(await book(cloud, slots[1], card.code), 'E_CODE_BOOKED_ALREADY')
    assert.deepEqual(await receive(office, (await send(cloud))!), ['taken'])
    assert.deepEqual(await codesOf(office, card), ['ARRIVE', 'RESERVE'])

    await tenancy.run(cloud.municipality, () => changeReservation({ id, toSlotId: slots[2] }))
    await receive(office, (await send(cloud))!)
    await tenancy.run(cloud.municipality, () => markArrival(id))
    await receive(office, (await send(cloud))!)
    assert.deepEqual(await codesOf(office, card), ['ARRIVE', 'RESERVE', 'RESERVE', 'VISIT'])

    await recordAll(office.municipality, card.id, 'ISSUE')
    await receive(cloud, (await send(office))!)
    assert.equal(await window(), 'nothing')
    assert.isUndefined(await send(office), 'nothing new makes no file')
    assert.isUndefined(await send(cloud))
    assert.isEmpty(await leftOut(office))
  })

  test('a booked visit that was cancelled meanwhile tells both', async ({ assert }) => {
    const { cloud, office, cards, slots } = await twoSidesWithCards()
    await receive(cloud, (await send(office))!)
    const id = await book(cloud, slots[0], cards[0].code)
    await tenancy.run(cloud.municipality, () => cancelReservation({ id }))
    await book(cloud, slots[1], cards[0].code)
    await receive(office, (await send(cloud))!)
    const all = ['ARRIVE', 'RESERVE', 'RESV_CANCEL', 'RESERVE']
    assert.deepEqual(await codesOf(office, cards[0]), all)
  })

  test('a lost card closes what was open, another counter moves it, a deadline ends it', async ({
    assert,
  }) => {
    const { cloud, office, cards, slots } = await twoSidesWithCards(3)
    await recordAll(office.municipality, cards[1].id, {
      ...{ code: 'NOTIFY', deadline: '2020-01-01' },
    })
    await receive(cloud, (await send(office))!)
    assert.equal(await book(cloud, slots[0], cards[1].code), 'E_OUTSIDE_WINDOW')
    await recordAll(office.municipality, cards[0].id, 'LOST')
    await receive(cloud, (await send(office))!)
    assert.equal(await book(cloud, slots[0], cards[0].code), 'E_NOTHING_TO_BOOK')
  })

  test('whom the office suspends books nothing from the next file on, which does not say why', async ({
    assert,
  }) => {
    const { cloud, office, cards, slots } = await twoSidesWithCards()
    await switchModule(office.municipality.id, 'resident-registry', true)
    const inOffice = <T>(work: () => Promise<T>) => tenancy.run(office.municipality, work)
    const [id] = await inOffice(() => storeResidents([{ number: '1', values: { name: '甲' } }]))
    const code = await inOffice(() => assignLinkCode(id))
    await openCards(office.municipality, office.counter.id, [code])
    await receive(cloud, (await send(office))!)
    const window = (of: string) => tenancy.run(cloud.municipality, () => receivedWindow(of))
    assert.deepInclude(await window(code), { counterId: cloud.counter.id })

    await inOffice(() => changeStanding(id, 'suspend', '虐待のおそれ'))
    const file = (await send(office))!
    assert.match(file.toString(), new RegExp(`\\r\\n${code},closed,,,\\r\\n$`))
    await receive(cloud, file)
    assert.equal(await window(code), 'nothing')
    assert.deepInclude(await window(cards[0].code), { counterId: cloud.counter.id })
    assert.equal(await book(cloud, slots[0], code), 'E_NOTHING_TO_BOOK')
    assert.isUndefined(await send(office), 'told once')

    await inOffice(() => changeStanding(id, 'resume', '届出'))
    await receive(cloud, (await send(office))!)
    assert.deepInclude(await window(code), { counterId: cloud.counter.id })
    assert.match(await book(cloud, slots[0], code), /^[0-9a-f-]{36}$/)
  })

  test('a code that was stopped without another closes as well', async ({ assert }) => {
    const { cloud, office, cards } = await twoSidesWithCards()
    await receive(cloud, (await send(office))!)
    await tenancy.run(office.municipality, () => revokeLinkCode(cards[0].code, '#lost'))
    await receive(cloud, (await send(office))!)
    const window = await tenancy.run(cloud.municipality, () => receivedWindow(cards[0].code))
    assert.equal(window, 'nothing')
  })

  test('a line that cannot be taken is named, and the others are taken', async ({ assert }) => {
    const { cloud, office, cards, slots } = await twoSidesWithCards(2)
    await receive(cloud, (await send(office))!)
    for (const [i, { code }] of cards.entries()) await book(cloud, slots[i], code)
    await recordAll(office.municipality, cards[0].id, 'LOST')
    await receive(office, (await send(cloud))!)
    assert.deepEqual(await leftOut(office), [
      { line: 1, because: 'card-progress.staff.refusals.lost' },
    ])
    assert.deepEqual(await codesOf(office, cards[1]), ['ARRIVE', 'RESERVE'])

    const visitor = await signedIn(office.municipality.slug, office.staff)
    const home = `/${office.municipality.slug}/staff`
    const address = `${home}/reports/card-progress.refused_visits`
    assert.include((await visitor.get(`${home}/progress/top`)).text, address)
    const words = (await visitor.get(address)).words()
    assert.include(words, formatReadableCode(cards[0].code))
    assert.include(words, '所在不明のカードです')
    assert.notInclude(words, formatReadableCode(cards[1].code))
  })
})

test.group('exchange › lines read again', () => {
  const fileOf = async ({ municipality }: Side, number: number) =>
    (
      await query(
        municipality,
        "SELECT id FROM exchange_files WHERE direction = 'in' AND number = ?",
        [number]
      )
    )[0].id as string

  test('once the counter is there the bookings and windows of it are read, once', async ({
    assert,
  }) => {
    const { cloud, office, cards } = await twoSidesWithCards(2)
    const branch = await createCounter(office.municipality, { code: 'EKIMAE' })
    await recordAll(
      ...([office.municipality, cards[0].id] as const),
      { code: 'STORE', variant: 'sent', toCounterId: branch.id },
      { code: 'STORE', variant: 'received' }
    )
    await receive(cloud, (await send(office))!)
    const window = () => tenancy.run(cloud.municipality, () => receivedWindow(cards[0].code))
    assert.equal(await window(), 'nothing')
    const first = await fileOf(cloud, 1)
    assert.deepEqual(await mendFile(first, cloud.municipality), { settled: 0, left: 1 })

    const there = await createCounter(cloud.municipality, { code: 'EKIMAE' })
    assert.deepEqual(await mendFile(first, cloud.municipality), { settled: 1, left: 0 })
    assert.deepInclude(await window(), { counterId: there.id })
    assert.isEmpty(await leftOut(cloud))
    assert.deepEqual(await mendFile(first, cloud.municipality), { settled: 0, left: 0 })

    const [slot] = await createSlots(cloud.municipality, there)
    await query(office.municipality, "UPDATE counters SET code = 'OTHER' WHERE id = ?", [branch.id])
    await book(cloud, slot, cards[0].code)
    await receive(office, (await send(cloud))!)
    assert.deepEqual(await leftOut(office), [
      { line: 1, because: 'card-progress.staff.exchange.unknown_counter' },
    ])
    await query(office.municipality, "UPDATE counters SET code = 'EKIMAE' WHERE id = ?", [
      branch.id,
    ])
    const booked = await fileOf(office, 1)
    assert.deepEqual(await mendFile(booked, office.municipality), { settled: 1, left: 0 })
    assert.deepEqual(await codesOf(office, cards[0]), ['ARRIVE', 'STORE', 'STORE', 'RESERVE'])
  })

  test('what a later file told better is not turned back', async ({ assert }) => {
    const { cloud, office, cards } = await twoSidesWithCards()
    await query(cloud.municipality, "UPDATE counters SET code = 'OTHER' WHERE id = ?", [
      cloud.counter.id,
    ])
    await receive(cloud, (await send(office))!)
    await recordAll(office.municipality, cards[0].id, 'LOST')
    await receive(cloud, (await send(office))!)
    await query(cloud.municipality, "UPDATE counters SET code = 'HONCHO' WHERE id = ?", [
      cloud.counter.id,
    ])
    const first = await fileOf(cloud, 1)
    assert.deepEqual(await mendFile(first, cloud.municipality), { settled: 1, left: 0 })
    const window = await tenancy.run(cloud.municipality, () => receivedWindow(cards[0].code))
    assert.equal(window, 'nothing')
  })

  test('what a card refused stays left out', async ({ assert }) => {
    const { cloud, office, cards, slots } = await twoSidesWithCards()
    await receive(cloud, (await send(office))!)
    await book(cloud, slots[0], cards[0].code)
    await recordAll(office.municipality, cards[0].id, 'LOST')
    await receive(office, (await send(cloud))!)
    const file = await fileOf(office, 1)
    assert.deepEqual(await mendFile(file, office.municipality), { settled: 0, left: 0 })
    assert.lengthOf(await leftOut(office), 1)
  })
})

test.group('exchange › what happens on the way', () => {
  test('the same file again changes nothing', async ({ assert }) => {
    const { cloud, office, cards, slots } = await twoSidesWithCards()
    const file = (await send(office))!
    assert.deepEqual(await receive(cloud, file, file), ['taken', 'again'])
    await book(cloud, slots[0], cards[0].code)
    const booked = (await send(cloud))!
    await receive(office, booked)
    assert.deepEqual(await receive(office, booked), ['again'])
    assert.deepEqual(await codesOf(office, cards[0]), ['ARRIVE', 'RESERVE'])
    const files = await query(
      office.municipality,
      "SELECT id FROM exchange_files WHERE state = 'read'"
    )
    assert.lengthOf(files, 1)
  })

  test('a gap is refused, named, and closed by what was missing, in whatever order', async ({
    assert,
  }) => {
    const { cloud, office, cards } = await twoSidesWithCards(5)
    const files = []
    for (const { id } of cards) {
      await recordAll(office.municipality, id, 'LOST')
      files.push((await send(office))!)
    }
    assert.deepEqual(await receive(cloud, files[0]), ['taken'])
    assert.deepEqual(await receive(cloud, files[3]), ['gap'])
    const [refused] = await refusals(cloud)
    assert.deepInclude(refused, { number: 4, missing_from: 2, missing_until: 3 })
    assert.deepEqual(await receive(cloud, files[3], files[2], files[1]), [
      'taken',
      'taken',
      'taken',
    ])
    assert.deepEqual(await receive(cloud, files[4]), ['taken'])
    const windows = await query(
      cloud.municipality,
      'SELECT 1 FROM received_windows WHERE counter_id IS NULL'
    )
    assert.lengthOf(windows, 4, 'the first was lost before it was ever told')
  })

  test('whoever else sends, to whomever else, is refused', async ({ assert }) => {
    const { cloud, office } = await twoSidesWithCards()
    const others = await twoSidesWithCards()
    const file = (await send(office))!
    assert.deepEqual(await receive(office, file), ['own_file'])
    assert.deepEqual(await receive(others.cloud, file), ['other_sender'])
    const elsewhere = { ...cloud, municipality: { ...cloud.municipality, code: '011002' } }
    assert.deepEqual(await receive(elsewhere, file), ['other_municipality'])
    const text = file.toString()
    assert.deepEqual(await receive(cloud, Buffer.from(text.replace('open', 'clos'))), ['altered'])
    assert.deepEqual(await receive(cloud, Buffer.from('こんにちは')), ['not_exchange'])
    assert.deepEqual(await receive(cloud, file), ['taken'], 'none of it changed anything')

    await tenancy.run(cloud.municipality, async () =>
      makeKeys({ instead: (await ownKey())!.fingerprint })
    )
    await recordAll(
      office.municipality,
      (await makeCards(office.municipality, office.counter.id))[0].id,
      'ARRIVE'
    )
    assert.deepEqual(await receive(cloud, (await send(office))!), ['other_recipient'])
    await trust(office, cloud)
    assert.deepEqual(await receive(cloud, (await send(office))!), ['taken'], 'a new series')
  })

  test('a partner is trusted only with the fingerprint that was read out', async ({ assert }) => {
    const { cloud, office } = await twoSides()
    const { publicKey, fingerprint } = (await tenancy.run(office.municipality, ownKey))!
    const typed = (values: Partial<{ publicKey: string; fingerprint: string }>) =>
      tenancy.run(cloud.municipality, () => trustPartner({ publicKey, fingerprint, ...values }))
    const own = (await tenancy.run(cloud.municipality, ownKey))!
    assert.equal(await typed({ fingerprint: own.fingerprint }), 'other_fingerprint')
    assert.equal(await typed({ publicKey: 'abc' }), 'no_key')
    assert.equal(await typed(own), 'own_key')
    assert.isUndefined(await typed({ fingerprint: ` ${fingerprint.toLowerCase()} ` }))
  })

  test('a long file that breaks off goes on where it was', async ({ assert }) => {
    const { cloud, office } = await twoSidesWithCards(450)
    const file = (await send(office))!
    await query(
      cloud.municipality,
      `INSERT INTO received_windows (municipality_id, link_code, file_id) VALUES (?, 'ABCDEFGHJKLM', gen_random_uuid())`,
      [cloud.municipality.id]
    )
    const owner = db.connection('owner')
    await owner.rawQuery(
      `CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF NEW.municipality_id = ${cloud.municipality.id} AND
            (SELECT rows_read FROM exchange_files WHERE id = NEW.file_id) >= 200 THEN
           RAISE EXCEPTION 'the disk is full';
         END IF;
         RETURN NEW;
       END $$`
    )
    await owner.rawQuery(
      'CREATE TRIGGER break_off BEFORE INSERT ON received_windows FOR EACH ROW EXECUTE FUNCTION break_off()'
    )
    const progress = async () =>
      (await query(cloud.municipality, 'SELECT rows_read, state FROM exchange_files'))[0]
    try {
      await assert.rejects(() => receive(cloud, file), /the disk is full/)
      assert.deepEqual(await progress(), { rows_read: 200, state: 'reading' })
    } finally {
      await owner.rawQuery('DROP TRIGGER break_off ON received_windows')
      await owner.rawQuery('DROP FUNCTION break_off')
    }
    assert.deepEqual(await receive(cloud, file), ['again'])
    await readFiles(cloud.municipality)
    assert.deepEqual(await progress(), { rows_read: 450, state: 'read' })
    const windows = await query(cloud.municipality, 'SELECT link_code FROM received_windows')
    assert.lengthOf(windows, 450, 'what the first file does not name is over')
  })

  test('a sender set back to a backup is found out, and begins anew', async ({ assert }) => {
    const { cloud, office, cards } = await twoSidesWithCards(3)
    await receive(cloud, (await send(office))!)
    await recordAll(office.municipality, cards[0].id, 'LOST')
    await receive(cloud, (await send(office))!)
    /** Back to before the second file. */
    for (const sql of [
      'DELETE FROM exchange_files WHERE number = 2',
      'UPDATE exchange_series SET last_number = 1',
    ]) {
      await query(office.municipality, sql)
    }
    await recordAll(office.municipality, cards[1].id, 'LOST')
    assert.deepEqual(await receive(cloud, (await send(office))!), ['number_again'])

    const old = (await send(office)) ?? null
    assert.isNull(old)
    await tenancy.run(office.municipality, () => startSeries('cards', 'restored'))
    const anew = (await send(office))!
    assert.deepEqual(await receive(cloud, anew), ['taken'])
    const series = await query(
      cloud.municipality,
      'SELECT because, last_number, ended_at IS NULL AS current FROM exchange_series ORDER BY started_at'
    )
    assert.deepEqual(series, [
      { because: 'first', last_number: 2, current: false },
      { because: 'restored', last_number: 1, current: true },
    ])
    const open = await query(
      cloud.municipality,
      'SELECT link_code FROM received_windows WHERE counter_id IS NOT NULL'
    )
    assert.deepEqual(open, [{ link_code: cards[2].code }])
  })

  test('a quiet side makes a file a day, so that a lost one is noticed', async ({ assert }) => {
    const { cloud, office, cards } = await twoSidesWithCards()
    const tomorrow = { now: Date.now() + 25 * 60 * 60_000 }
    await receive(cloud, (await send(office))!)
    await recordAll(office.municipality, cards[0].id, 'LOST')
    const lost = (await send(office))!
    assert.isEmpty(await sendAll(office))
    const [quiet, ...others] = await sendAll(office, tomorrow)
    assert.isEmpty(others)
    assert.deepInclude((await figuresOf(cloud)).get('core.exchange_silent_days'), {
      value: 0,
      ok: true,
    })
    assert.deepEqual(await receive(cloud, quiet), ['gap'])
    assert.deepInclude((await figuresOf(cloud)).get('core.exchange_gaps'), { value: 1, ok: false })
    assert.deepEqual(await receive(cloud, lost, quiet), ['taken', 'taken'])
    assert.isEmpty(await leftOut(cloud))
    assert.deepInclude((await figuresOf(cloud)).get('core.exchange_gaps'), { value: 0, ok: true })
    await query(cloud.municipality, "UPDATE exchange_files SET made_at = now() - interval '4 days'")
    const silent = (await figuresOf(cloud)).get('core.exchange_silent_days')
    assert.deepInclude(silent, { value: 4, ok: false })
  })

  test('before the sides are connected nobody has to look', async ({ assert }) => {
    const { cloud } = await twoSides()
    await query(cloud.municipality, 'UPDATE exchange_partners SET retired_at = now()')
    assert.isEmpty([...(await figuresOf(cloud)).keys()])
  })

  test('what is too much for one file comes in several of one series', async ({ assert }) => {
    const { cloud, office, cards } = await twoSidesWithCards(5)
    const windows = async () =>
      (await query(cloud.municipality, 'SELECT link_code FROM received_windows')).map(
        ({ link_code: code }) => code as string
      )
    await query(
      cloud.municipality,
      `INSERT INTO received_windows (municipality_id, link_code, file_id) VALUES (?, 'ABCDEFGHJKLM', gen_random_uuid())`,
      [cloud.municipality.id]
    )
    const files = await sendAll(office, { most: 2 })
    assert.lengthOf(files, 3)
    assert.deepEqual(await receive(cloud, files[1]), ['gap'])
    assert.deepEqual(await receive(cloud, files[0], files[1]), ['taken', 'taken'])
    assert.lengthOf(await windows(), 5, 'what was known before is over only with the last')
    assert.deepEqual(await receive(cloud, files[2]), ['taken'])
    assert.sameMembers(
      await windows(),
      cards.map(({ code }) => code)
    )
    assert.isUndefined(await send(office))
  })

  test('two who make a file at once make one', async ({ assert }) => {
    const { office } = await twoSidesWithCards()
    const made = await Promise.all([send(office), send(office), send(office)])
    assert.lengthOf(made.filter(Boolean), 1)
  })

  test('two who take the same file at once take it once', async ({ assert }) => {
    const { cloud, office } = await twoSidesWithCards()
    const file = (await send(office))!
    const outcomes = await Promise.all([receive(cloud, file), receive(cloud, file)])
    assert.sameMembers(outcomes.flat(), ['taken', 'again'])
  })

  test('each side says how far it has read', async ({ assert }) => {
    const { cloud, office, cards, slots } = await twoSidesWithCards()
    await receive(cloud, (await send(office))!)
    await book(cloud, slots[0], cards[0].code)
    const acknowledged = async () =>
      (
        await query(
          office.municipality,
          "SELECT acknowledged FROM exchange_series WHERE direction = 'out'"
        )
      )[0]
    assert.deepEqual(await acknowledged(), { acknowledged: 0 })
    await receive(office, (await send(cloud))!)
    assert.deepEqual(await acknowledged(), { acknowledged: 1 })
  })
})

import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { tenancy } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { plansOf } from '#tests/support/plans'
import { cancelEvent } from '../actions/cancel_event.js'
import { listOverdue } from '../actions/list_overdue.js'
import { recordEvents } from '../actions/record_events.js'
import { board, finishedAndLost, inTransit } from '../queries/board.js'
import { bulkLines } from '../queries/bulk_action.js'
import { cardsInTransit, countInTransit } from '../queries/cards_in_transit.js'
import { countEvents } from '../queries/count_events.js'
import { countIssues } from '../queries/count_issues.js'
import { disposableCards } from '../queries/disposals.js'
import { countOfEvents, eventsBetween } from '../queries/events_between.js'
import { expectedOn } from '../queries/expected_on.js'
import { findCase } from '../queries/find_case.js'
import { countFollowUps, openFollowUps } from '../queries/follow_ups.js'
import { countsMade } from '../queries/counts_made.js'
import { handedOver } from '../queries/handed_over.js'
import { historyOf } from '../queries/history_of.js'
import { casesById, countCases, idsOfCases, listCases } from '../queries/list_cases.js'
import { textsOfCases } from '../queries/texts_of_cases.js'
import { readCase } from '../queries/read_case.js'
import { resolveCodes } from '../queries/resolve_codes.js'
import { stockBalance } from '../queries/stock_balance.js'
import { stockSheet } from '../queries/stock_sheet.js'
import checkStatus from '../status_check.js'
import { makeCards, town } from './support.js'

/** Tables that grow with use; a small one may be read whole. */
const GROWING =
  /Seq Scan on (card_cases|progress_events|stock_movements|bulk_lines|follow_ups|link_codes|audit_entries)/

/**
 * A connection remembers how it looks a foreign key up. Remembered when the
 * table had five rows, it reads fifty thousand for each one that is added.
 */
const analyse = (table: string) => db.connection('owner').rawQuery(`ANALYZE ${table}`)

/** A municipality's cards in all stages over four years, written past the actions because there are many. */
async function manyCards(
  municipality: { id: number },
  counterId: string,
  staffId: string,
  cards: number
) {
  const bindings = { municipality: municipality.id, counter: counterId, staff: staffId, cards }
  await tenancy.run(municipality, () =>
    db.rawQuery(
      `INSERT INTO link_codes (municipality_id, code, run_id)
       SELECT :municipality, translate(lpad(n::text, 12, '0'), '01', 'YZ'), uuidv7()
         FROM generate_series(1, :cards::int) AS n`,
      bindings
    )
  )
  await analyse('link_codes')
  await tenancy.run(municipality, () =>
    db.rawQuery(
      `INSERT INTO card_cases
         (municipality_id, link_code, method, kind, first_counter_id, counter_id, version, status,
          status_variant, status_seq, status_at, status_on, in_stock, shelf, card_number)
       SELECT :municipality, translate(lpad(n::text, 12, '0'), '01', 'YZ'), 'at_delivery', 'first',
              :counter, :counter, 2, s.status, s.variant, 2, at, at::date, s.kept,
              CASE WHEN s.kept THEN 'A-' || n % 100 END, 'N' || n
         FROM generate_series(1, :cards::int) AS n
        CROSS JOIN LATERAL (SELECT now() - n * interval '2 hours' AS at) AS t
        CROSS JOIN LATERAL (
              SELECT CASE WHEN n % 20 = 0 THEN 'NOTIFY' ELSE 'ISSUE' END AS status,
                     CASE WHEN n % 20 = 0 THEN 'first' ELSE 'self' END AS variant,
                     n % 20 = 0 AS kept) AS s`,
      bindings
    )
  )
  await analyse('card_cases')
  /** As the owner, without the guard: the histories are what they say. */
  await db.connection('owner').transaction(async (trx) => {
    await trx.rawQuery(`SELECT set_config('app.municipality_id', ?, true)`, [
      String(municipality.id),
    ])
    await trx.rawQuery('ALTER TABLE progress_events DISABLE TRIGGER progress_events_are_lawful')
    await trx.rawQuery(
      `INSERT INTO progress_events
         (municipality_id, case_id, seq, code, variant, from_code, verdict, happened_on, recorded_at,
          source, staff_id, counter_id, deadline)
       SELECT :municipality, c.id, e.seq, CASE e.seq WHEN 1 THEN 'ARRIVE' ELSE c.status END,
              CASE e.seq WHEN 2 THEN c.status_variant END, CASE e.seq WHEN 1 THEN 'NONE' ELSE 'ARRIVE' END,
              'normal', c.status_on, c.status_at, 'staff', :staff, :counter,
              CASE WHEN e.seq = 2 AND c.status = 'NOTIFY' THEN c.status_on + 90 END
         FROM card_cases c CROSS JOIN generate_series(1, 2) AS e (seq)
        WHERE c.municipality_id = :municipality`,
      bindings
    )
    await trx.rawQuery('ALTER TABLE progress_events ENABLE TRIGGER progress_events_are_lawful')
    await trx.rawQuery('ANALYZE progress_events')
    await trx.rawQuery(
      `INSERT INTO stock_movements (municipality_id, case_id, seq, counter_id, kind, delta, moved_on)
       SELECT e.municipality_id, e.case_id, e.seq, e.counter_id,
              CASE e.code WHEN 'ARRIVE' THEN 'arrival' ELSE 'issue' END,
              CASE e.code WHEN 'ARRIVE' THEN 1 ELSE -1 END, e.happened_on
         FROM progress_events e WHERE e.municipality_id = :municipality AND e.code IN ('ARRIVE', 'ISSUE')`,
      bindings
    )
  })
}

test.group('card-progress/plans as the app role, under row level security', () => {
  test('no statement reads a growing table whole', async ({ assert }) => {
    const { municipality, main, branch } = await town()
    const staff = await createStaff(municipality, 'counter_manager')
    await manyCards(municipality, main.id, staff.id, 3_000)
    /** Others have cards too: one municipality is a part of the table. */
    const others = await town()
    await manyCards(
      others.municipality,
      others.main.id,
      (await createStaff(others.municipality, 'counter_manager')).id,
      12_000
    )
    for (const table of ['card_cases', 'progress_events', 'stock_movements', 'link_codes']) {
      await db.connection('owner').rawQuery(`VACUUM ANALYZE ${table}`)
    }
    const cards = await makeCards(municipality, main.id, 3)
    const ids = cards.map(({ id }) => id)
    const today = DateTime.now().setZone('Asia/Tokyo')
    const month = {
      from: today.startOf('month').toISODate()!,
      until: today.endOf('month').toISODate()!,
    }
    const reach = { ...month, counterIds: null }
    const all = { counterIds: null }
    const filter = { ...month, statuses: [] }
    const steps: Record<string, () => Promise<unknown>> = {
      'find by link code': () => findCase(cards[0].code),
      'find by number': () => findCase('N500'),
      'resolve a list': () => resolveCodes(cards.map(({ code }) => code)),
      'record': () => recordEvents(ids, { code: 'ARRIVE' }, { ...all, token: randomUUID() }),
      'record again': () =>
        recordEvents(
          ids,
          { code: 'NOTIFY', deadline: '2099-12-31' },
          { ...all, expectedVersion: 1 }
        ),
      'cancel': () => cancelEvent({ ...all, caseId: ids[0], seq: 2, reason: '試験' }),
      'send': () =>
        recordEvents(ids.slice(1), { code: 'STORE', variant: 'sent', toCounterId: branch.id }, all),
      'card': () => readCase(ids[0]),
      'history': () => historyOf(ids[0]),
      'list': () => listCases(filter, { ...all, limit: 50 }),
      'list of a status': () =>
        listCases({ ...filter, statuses: ['NOTIFY'] }, { ...all, limit: 50 }),
      'list of the lost': () =>
        listCases({ ...filter, statuses: ['LOST', 'RETURN'] }, { ...all, limit: 50 }),
      'list of a shelf': () =>
        listCases({ ...filter, counter: main.id, shelf: 'A-5' }, { ...all, limit: 50 }),
      'which cards are in a file': () => idsOfCases(filter, null, 10),
      'some cards of a file': () => casesById(ids),
      'what people typed about the cards of a file': () => textsOfCases(filter, null),
      'count of the list': () => countCases(filter, null),
      'board': () => board(null),
      'finished and lost': () => finishedAndLost(null),
      'in transit': () => inTransit(null),
      'cards in transit': () => cardsInTransit(null, { offset: 0, limit: 50 }),
      'count in transit': () => countInTransit(null),
      'bulk lines': () => bulkLines(randomUUID(), { limit: 100 }),
      'overdue': () =>
        listOverdue({
          ...{ notice_days: 90, reminder_days: 90, application_days: 365, mail_return_days: 180 },
        }),
      'follow-ups': () => openFollowUps('remind', null),
      'count of follow-ups': () => countFollowUps(null),
      'disposable': () => disposableCards(main.id, null),
      'events of a month': () => eventsBetween(reach, { code: 'ISSUE' }),
      'count of the events of a month': () => countOfEvents(reach, { code: 'ISSUE' }, 'variant'),
      'visitors of a month': () => eventsBetween(reach, { code: 'VISIT' }),
      'expected on a day': () => expectedOn(reach.from, null),
      'counts of a month': () => countEvents(reach, 'counter'),
      'counts of what was handed over': () => countIssues(reach),
      'codes of what was handed over': () => handedOver(reach),
      'counts made': () => countsMade(reach),
      'stock sheet': () => stockSheet(null),
      'counts by method': () => countEvents(reach, 'method'),
      'stock of a month': () => stockBalance(reach),
      'status figures': () => checkStatus(),
    }
    for (const [name, step] of Object.entries(steps)) {
      const plans = await plansOf(municipality, step)
      assert.isNotEmpty(plans, name)
      for (const plan of plans) assert.notMatch(plan, GROWING, `${name}:\n${plan}`)
    }
  }).timeout(120_000)
})

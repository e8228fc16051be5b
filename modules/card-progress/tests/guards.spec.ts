import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { createStaff } from '#tests/support/municipality'
import { recordEvent } from '../actions/record_event.js'
import { cardRow, eventRows, makeCards, recordAll, refusal, town } from './support.js'

/** Runs SQL as the app role in the municipality and says by which code it was refused. */
async function sqlRefusal(municipality: Municipality, sql: string, bindings: unknown[] = []) {
  try {
    await tenancy.run(municipality, () => db.rawQuery(sql, bindings as any))
    return 'accepted'
  } catch (error) {
    return (error as { code?: string }).code
  }
}

/** An event written past the program, as a mistake in it would. */
const insert = (
  municipality: Municipality,
  {
    caseId,
    seq,
    code,
    from = 'ARRIVE',
    more = {},
  }: {
    caseId: string
    seq: number
    code: string
    from?: string
    more?: Record<string, unknown>
  },
  counterId: string
) => {
  const values = {
    ...{ municipality_id: municipality.id, case_id: caseId, seq, code, from_code: from },
    ...{ verdict: 'normal', happened_on: '2026-11-25', source: 'test', counter_id: counterId },
    ...more,
  }
  const names = Object.keys(values)
  return sqlRefusal(
    municipality,
    `INSERT INTO progress_events (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(values)
  )
}

test.group('card-progress/what the database itself refuses [R91]', () => {
  test('nothing recorded is changed or deleted', async ({ assert }) => {
    const { municipality, main } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE')
    const DENIED = '42501'
    for (const sql of [
      `UPDATE progress_events SET code = 'ISSUE'`,
      `UPDATE progress_events SET reason = '#other'`,
      `UPDATE written_reasons SET words = 'x'`,
      'DELETE FROM progress_events',
      'TRUNCATE progress_events',
      'UPDATE stock_movements SET delta = 5',
      'DELETE FROM stock_movements',
      'DELETE FROM card_cases',
      `UPDATE stock_scans SET scanned = 'x'`,
      `UPDATE stock_findings SET finding = 'missing'`,
    ]) {
      assert.equal(await sqlRefusal(municipality, sql), DENIED, sql)
    }
    /** The owner as well: the trigger asks nobody who they are. */
    await assert.rejects(() =>
      db.connection('owner').rawQuery(`UPDATE progress_events SET code = 'ISSUE'`)
    )
    assert.lengthOf(await eventRows(municipality, card.id), 1)
  })

  test('handing over twice, while stopped, while lost', async ({ assert }) => {
    const { municipality, main } = await town()
    const self = { variant: 'self' }
    const [twice, stopped, lost, closed] = await makeCards(municipality, main.id, 4)
    await recordAll(municipality, twice.id, 'ARRIVE', 'ISSUE', {
      ...{ code: 'NOTIFY', variant: 'again' },
    })
    await recordAll(municipality, stopped.id, 'ARRIVE', 'VOID', 'ARRIVE')
    await recordAll(municipality, lost.id, 'ARRIVE', 'LOST')
    await recordAll(municipality, closed.id, 'ARRIVE', 'LOST', 'REISSUE', 'ARRIVE')
    const wanted = { code: 'ISSUE', more: self }
    assert.equal(
      await insert(municipality, { ...wanted, caseId: twice.id, seq: 4, from: 'NOTIFY' }, main.id),
      'CP004'
    )
    assert.equal(
      await insert(municipality, { ...wanted, caseId: stopped.id, seq: 4 }, main.id),
      'CP004'
    )
    assert.equal(
      await insert(municipality, { ...wanted, caseId: closed.id, seq: 5 }, main.id),
      'CP004'
    )
    assert.equal(
      await insert(municipality, { ...wanted, caseId: lost.id, seq: 3 }, main.id),
      'CP007'
    )
  })

  test('a disposal one person confirmed, one with a reservation to come, and anything after it', async ({
    assert,
  }) => {
    const { municipality, main } = await town()
    const [first, second] = [
      await createStaff(municipality, 'counter_manager'),
      await createStaff(municipality, 'counter_manager'),
    ]
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', {
      ...{ code: 'RESERVE', visitAt: '2099-01-01T10:00' },
    })
    await recordAll(municipality, card.id, 'VOID')
    const disposal = await tenancy.run(municipality, async () => {
      const { rows } = await db.rawQuery(
        `INSERT INTO disposals (municipality_id, method, planned_on, proposed_by)
         VALUES (?, '裁断', '2026-11-25', ?) RETURNING id`,
        [municipality.id, first.id]
      )
      return rows[0].id as string
    })
    const dispose = { caseId: card.id, seq: 4, code: 'DISPOSE', from: 'VOID' }
    const more = { disposal_id: disposal }
    assert.equal(await insert(municipality, { ...dispose, more }, main.id), 'CP002')
    const confirm = `UPDATE disposals SET state = 'confirmed', confirmed_by = ?, confirmed_at = now()`
    assert.equal(await sqlRefusal(municipality, confirm, [first.id]), '23514')
    assert.equal(await sqlRefusal(municipality, confirm, [second.id]), 'accepted')
    assert.equal(await insert(municipality, { ...dispose, more }, main.id), 'CP005')
    await recordAll(municipality, card.id, 'RESV_CANCEL')
    assert.equal(
      await refusal(
        tenancy.run(municipality, () =>
          recordEvent({
            ...{ caseId: card.id, counterIds: null },
            facts: { code: 'DISPOSE', disposalId: disposal, reason: '裁断' },
          })
        )
      ),
      'recorded'
    )
    const after = { caseId: card.id, seq: 6, code: 'ARRIVE', from: 'VOID' }
    assert.equal(await insert(municipality, after, main.id), 'CP003')
  })

  test('a history written from an old version, and a cancellation that would make it unlawful', async ({
    assert,
  }) => {
    const { municipality, main } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE', 'ISSUE', {
      ...{ code: 'RETURN', variant: 'card' },
    })
    await recordAll(municipality, card.id, 'ISSUE')
    assert.equal(
      await insert(municipality, { caseId: card.id, seq: 4, code: 'VISIT' }, main.id),
      'CP001'
    )
    const more = { cancels: 3, reason: '#mistyped' }
    const unlawful = { caseId: card.id, seq: 5, code: 'CANCEL', from: 'ISSUE', more }
    assert.equal(await insert(municipality, unlawful, main.id), 'CP004')
    assert.equal((await cardRow(municipality, card.id)).version, 4)
  })

  test('a card that came back, was sent away or stopped without a word of why', async ({
    assert,
  }) => {
    const { municipality, main } = await town()
    const [card] = await makeCards(municipality, main.id)
    await recordAll(municipality, card.id, 'ARRIVE')
    const next = { caseId: card.id, seq: 2 }
    const CHECKED = '23514'
    for (const [code, more] of [
      ['RETURN', { variant: 'notice' }],
      ['SENDBACK', {}],
      ['VOID', {}],
      ['VISIT', { cause: 'moved' }],
    ] as const) {
      assert.equal(await insert(municipality, { ...next, code, more }, main.id), CHECKED, code)
    }
    assert.lengthOf(await eventRows(municipality, card.id), 1)
  })

  test('a case of another municipality is not there', async ({ assert }) => {
    const [theirs, ours] = [await town(), await town()]
    const [card] = await makeCards(theirs.municipality, theirs.main.id)
    const outcome = await refusal(
      tenancy.run(ours.municipality, () =>
        recordEvent({ caseId: card.id, counterIds: null, facts: { code: 'ARRIVE' } })
      )
    )
    assert.equal(outcome, 'E_CASE_NOT_FOUND')
  })
})

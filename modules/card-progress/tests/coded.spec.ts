import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { entriesOf } from '#app/audit/tests/support'
import { holdNone } from '#tests/support/municipality'
import { recordEvent } from '../actions/record_event.js'
import { isBareNumber, isBareShelf } from '../bare_labels.js'
import { coded } from '../coded_words.js'
import { cardRow, eventRows, makeCards, office, recordAll } from './support.js'

async function bareOffice() {
  const here = await office('system_administrator')
  await holdNone(here.municipality)
  return here
}

const arrived = async (municipality: Municipality, counterId: string) => {
  const [card] = await makeCards(municipality, counterId)
  await recordAll(municipality, card.id, { code: 'ARRIVE', reason: coded('other') })
  return card
}

test.group('card-progress/where no resident data is held [R27] [R96]', () => {
  test('a reason is chosen, and words are refused with nothing recorded', async ({ assert }) => {
    const { municipality, main, visitor, base } = await bareOffice()
    const card = await arrived(municipality, main.id)
    const page = await visitor.get(`${base}/cards/${card.id}`)
    assert.match(page.text, /<select[^>]*name="reason"/)
    assert.notMatch(page.text, /<input[^>]*name="reason"/)
    const words = await visitor.submit(page, /\/events$/, {
      ...{ status: 'ISSUE:self', reason: '山田さんが急いでいた' },
    })
    assert.equal(words.status, 422)
    assert.include(words.words(), '理由を選んでください。')
    assert.lengthOf(await eventRows(municipality, card.id), 1)
    const chosen = await visitor.submit(page, /\/events$/, {
      ...{ status: 'ISSUE:self', reason: coded('late_entry') },
    })
    assert.equal(chosen.status, 303)
    assert.include((await visitor.get(`${base}/cards/${card.id}`)).words(), 'あとから入力した')
  })

  test('what was taken back and why is read in words, on the page and in the history of operations', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await bareOffice()
    const card = await arrived(municipality, main.id)
    const page = await visitor.get(`${base}/cards/${card.id}/cancel?seq=1`)
    assert.equal((await visitor.submit(page, /\/cancel$/, { reason: '別人' })).status, 422)
    const { status } = await visitor.submit(page, /\/cancel$/, { reason: coded('wrong_card') })
    assert.equal(status, 303)
    assert.include((await visitor.get(`${base}/cards/${card.id}`)).words(), '別のカードに登録した')
    const [entry] = await entriesOf(municipality, 'card-progress.cancel')
    assert.equal(entry.detail.reason, '#wrong_card')
    const log = await visitor.get(`/${municipality.slug}/staff/audit?subject_id=${card.id}`)
    assert.include(log.words(), '別のカードに登録した')
  })

  test('shelves and numbers are tidied, and take no names and no telephone numbers', async ({
    assert,
  }) => {
    const { municipality, main, visitor, base } = await bareOffice()
    const card = await arrived(municipality, main.id)
    const page = await visitor.get(`${base}/cards/${card.id}`)
    const named = await visitor.submit(page, /\/events$/, {
      ...{ status: 'STORE:stored', shelf: '山田様', reference: '090-1234-5678' },
    })
    assert.equal(named.status, 422)
    assert.include(named.words(), '棚番号は、英字2文字までと数字4桁まで')
    assert.include(named.words(), '電話番号は使えません')
    await visitor.submit(page, /\/events$/, { status: 'STORE:stored', shelf: 'ａ－１２' })
    assert.equal((await cardRow(municipality, card.id)).shelf, 'A-12')
    for (const shelf of ['A-12', 'B3', '12-3', 'AB-0012']) assert.isTrue(isBareShelf(shelf), shelf)
    for (const shelf of ['YAMADA', '1961-04-03', 'ヤマダ', '09012345678']) {
      assert.isFalse(isBareShelf(shelf), shelf)
    }
    for (const number of ['12', '2026-11-01', 'K-7']) assert.isTrue(isBareNumber(number), number)
    for (const number of ['09012345678', 'YAMADA', '山田', 'A@B.JP1']) {
      assert.isFalse(isBareNumber(number), number)
    }
  })

  test('lines that are no numbers are told apart and not kept', async ({ assert }) => {
    const { municipality, main, visitor, base } = await bareOffice()
    const card = await arrived(municipality, main.id)
    const answer = await visitor.submit(await visitor.get(`${base}/bulk`), /\/bulk$/, {
      ...{ source: 'codes', codes: `${card.code}\n山田太郎\n山田太郎`, status: 'STORE:stored' },
    })
    const words = (await visitor.get(answer.location)).words()
    assert.include(words, '（番号ではない文字）')
    assert.include(words, '同じカードが、この中に2回あります')
    assert.notInclude(words, '山田')
  })

  test('the database itself refuses words', async ({ assert }) => {
    const { municipality, main } = await bareOffice()
    const card = await arrived(municipality, main.id)
    const refused = async (work: () => Promise<unknown>) => {
      const error = await tenancy.run(municipality, work).then(
        () => null,
        (thrown) => thrown as { constraint?: string }
      )
      assert.equal(error?.constraint, 'no_resident_data')
    }
    const record = (facts: object) => () =>
      recordEvent({
        ...{ caseId: card.id, counterIds: null },
        facts: { code: 'STORE', reason: coded('other'), ...facts },
      })
    await refused(record({ reason: '山田' }))
    await refused(record({ shelf: '山田' }))
    await refused(record({ reference: '山田' }))
    for (const sql of [
      `UPDATE card_cases SET card_number = '山田' WHERE id = '${card.id}'`,
      `UPDATE card_cases SET shelf = '09012345678' WHERE id = '${card.id}'`,
      `UPDATE link_codes SET revoked_because = '山田' WHERE code = '${card.code}'`,
      `INSERT INTO card_batches (municipality_id, number, counter_id, arrived_on, expected_count,
         actual_count, method, kind, received_by)
       SELECT municipality_id, '山田', '${main.id}', now(), 1, 1, 'at_delivery', 'first', id FROM staff_members`,
      `INSERT INTO disposals (municipality_id, method, planned_on, proposed_by)
       SELECT municipality_id, '山田が裁断', now(), id FROM staff_members`,
      `INSERT INTO stock_takes (municipality_id, counter_id, shelf, started_by)
       SELECT municipality_id, '${main.id}', '山田', id FROM staff_members`,
      `INSERT INTO bulk_actions (municipality_id, code, facts, total, created_by)
       SELECT municipality_id, 'ARRIVE', '{"facts": {"reason": "山田"}}', 1, id FROM staff_members`,
    ]) {
      await refused(() => db.rawQuery(sql))
    }
  })
})

import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { issueLinkCodes } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { openCases } from '#modules/card-progress/actions/open_cases'
import { recordEvents } from '#modules/card-progress/actions/record_events'

/** Cards that have arrived, one for each link code, in their order. */
export const openCards = (municipality: { id: number }, counterId: string, linkCodes: string[]) =>
  tenancy.run(municipality, async () => {
    const opened = await openCases(
      linkCodes.map((linkCode) => ({ linkCode })),
      { counterId, method: 'at_delivery', kind: 'first' }
    )
    const cards = linkCodes.map((code) => opened.get(code)!)
    await recordEvents(cards, { code: 'ARRIVE' }, { counterIds: null })
    return cards
  })

/** One of each thing of the progress system an address can name. */
export async function createCardBelongings(
  municipality: { id: number },
  staffId: string,
  counterId: string
) {
  const insert = async (sql: string, bindings: unknown[]) => {
    const { rows } = await db.rawQuery(`${sql} RETURNING id`, bindings as any)
    return rows[0].id as string
  }
  return tenancy.run(municipality, async () => {
    const { codes } = await issueLinkCodes(1)
    const opened = await openCases([{ linkCode: codes[0] }], {
      ...{ counterId, method: 'at_delivery', kind: 'first' },
    })
    const card = opened.get(codes[0])!
    await recordEvents([card], { code: 'ARRIVE' }, { counterIds: null })
    const batch = await insert(
      `INSERT INTO card_batches (municipality_id, number, counter_id, arrived_on, expected_count,
          actual_count, method, kind, received_by)
       VALUES (?, 'B-1', ?, '2026-11-25', 1, 1, 'at_delivery', 'first', ?)`,
      [municipality.id, counterId, staffId]
    )
    const bulkAction = await insert(
      `INSERT INTO bulk_actions (municipality_id, id, code, facts, total, created_by)
       VALUES (?, ?, 'ARRIVE', '{"facts": {"code": "ARRIVE"}}', 1, ?)`,
      [municipality.id, randomUUID(), staffId]
    )
    const stockTake = await insert(
      'INSERT INTO stock_takes (municipality_id, counter_id, started_by) VALUES (?, ?, ?)',
      [municipality.id, counterId, staffId]
    )
    const disposal = await insert(
      `INSERT INTO disposals (municipality_id, method, planned_on, proposed_by)
       VALUES (?, '#shredded', '2026-11-25', ?)`,
      [municipality.id, staffId]
    )
    return { card, batch, bulk_action: bulkAction, stock_take: stockTake, disposal }
  })
}

/** Cards of link codes that have come and lie on a shelf; in the open scope. */
export async function putOnShelves(counterId: string, cards: [code: string, shelf: string][]) {
  const opened = await openCases(
    cards.map(([linkCode]) => ({ linkCode })),
    { counterId, method: 'at_delivery', kind: 'first' }
  )
  for (const [code, shelf] of cards) {
    await recordEvents([opened.get(code)!], { code: 'ARRIVE', shelf }, { counterIds: null })
  }
}

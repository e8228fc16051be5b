import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { issueLinkCodes } from '#app/exchange/main'
import { Counter, tenancy } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { openCases } from './actions/open_cases.js'
import { recordEvents } from './actions/record_events.js'
import type { EventFacts } from './event_facts.js'

const CARDS = 60

/** Cards on their way through the office: some told of, some fetched, some come back. Nobody works there yet who could have received a box. */
export default async function demo() {
  const { municipalityId } = tenancy.current()
  const [main] = await Counter.query().orderBy('display_order')
  if (!main) return
  const day = (ago: number) => inTokyo(today()).minus({ days: ago }).toISODate()
  const { codes } = await issueLinkCodes(CARDS)
  const opened = await openCases(
    codes.map((linkCode, i) => ({ linkCode, cardNumber: String(i + 1).padStart(6, '0') })),
    { counterId: main.id, method: 'at_delivery', kind: 'first' }
  )
  const cards = codes.map((code) => opened.get(code)!)
  const record = (from: number, until: number, facts: EventFacts) =>
    recordEvents(cards.slice(from, until), facts, { counterIds: null, token: randomUUID() })
  await record(0, CARDS, { code: 'ARRIVE', happenedOn: day(20), shelf: 'A-01' })
  await record(0, 50, { code: 'INSPECT', happenedOn: day(19) })
  const { rows: mailings } = await db.rawQuery(
    `INSERT INTO mailings (municipality_id, kind, posted_on, deadline) VALUES (?, 'first', ?, ?) RETURNING id`,
    [municipalityId, day(15), day(-75)]
  )
  await record(0, 40, {
    ...{ code: 'NOTIFY', happenedOn: day(15), deadline: day(-75), mailingId: mailings[0].id },
  })
  await record(36, 40, { code: 'RETURN', variant: 'notice', cause: 'unknown_address' })
  await record(0, 20, { code: 'RESERVE', visitAt: `${day(-3)}T10:00` })
  await record(0, 8, { code: 'ISSUE', variant: 'self' })
  await audit.record({ action: 'card-progress.record_many', detail: { count: CARDS } })
}

import { randomUUID } from 'node:crypto'
import { issueLinkCodes } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import type { Answer, Visitor } from './browserless.js'
import { PLANTED } from './careless.js'

interface Month {
  municipality: { id: number; slug: string }
  /** Two who may do everything: the second confirms what the first proposes. */
  clerk: Visitor
  second: Visitor
  counterId: string
  otherCounterId: string
}

/** What somebody writes who thinks a box is for notes. */
const WORDS = `${PLANTED.name} ${PLANTED.phone}`

/**
 * A month of cards over the pages: a box comes, cards are scanned one by one
 * and by hundreds, sent about, counted, taken back, re-issued and disposed of;
 * and wherever something can be written, somebody writes who it is about.
 *
 * @returns for each page that takes something, how often it took it without what was planted
 */
export async function cardsOfAMonth({
  municipality,
  clerk,
  second,
  counterId,
  otherCounterId,
}: Month): Promise<Record<string, number>> {
  const base = `/${municipality.slug}/staff/progress`
  const { codes } = await tenancy.run(municipality, () => issueLinkCodes(30))
  const taken: Record<string, number> = {}
  /** First with words everywhere, which is refused or comes to nothing; then as it is meant. */
  const twice = async (
    name: string,
    address: string,
    action: RegExp,
    fields: Record<string, string>,
    words: string[],
    visitor = clerk
  ): Promise<Answer> => {
    const planted = Object.fromEntries(words.map((field) => [field, WORDS]))
    if (words.length > 0) {
      await visitor.submit(await visitor.get(address), action, { ...fields, ...planted })
    }
    const answer = await visitor.submit(await visitor.get(address), action, fields)
    if (answer.status === 303) taken[name] = (taken[name] ?? 0) + 1
    return answer
  }

  await twice(
    'batch',
    `${base}/batches/new`,
    /\/batches$/,
    {
      ...{ batch_number: '2026-11-B1', counter: counterId, arrived_on: '2026-11-25' },
      ...{ expected: '26', actual: '25', kind: 'first', method: 'at_delivery', shelf: 'A-12' },
      ...{ codes_from: 'typed', codes: codes.slice(0, 25).join('\n') },
      ...{ mismatch_seen: 'yes', mismatch_reason: '#fewer' },
    },
    ['batch_number', 'shelf', 'mismatch_reason']
  )
  await clerk.get(`${base}/entry?${new URLSearchParams({ q: PLANTED.name })}`)
  await clerk.get(`${base}/cards?${new URLSearchParams({ code: PLANTED.phone, shelf: WORDS })}`)
  const register = `${base}/entry?q=${codes[25]}`
  const registered = { counter: counterId, kind: 'first', method: 'outreach', card_number: 'K-7' }
  await twice('register', register, /\/cards$/, registered, ['card_number', 'shelf'])

  const card = (await clerk.get(`${base}/entry?q=${codes[0]}`)).text.match(/cards\/([0-9a-f-]{36})/)
  const one = `${base}/cards/${card![1]}`
  const words = ['reason', 'shelf', 'reference']
  const record = async (fields: Record<string, string>) =>
    twice('record', one, /\/events$/, { token: randomUUID(), ...fields }, words)
  await record({ status: 'STORE:stored', shelf: 'B-3' })
  await record({ status: 'RESERVE', visit_at: '2099-12-01T10:00', reference: '12' })
  await record({ status: 'ARRIVE', reason: '#other_order' })
  await twice('cancel', `${one}/cancel`, /\/cancel$/, { reason: '#mistyped' }, ['reason'])
  await record({ status: 'ISSUE:self', reason: '#late_entry' })
  await twice('reissue', `${one}/reissue`, /\/reissue$/, { reason: '#lost', link_code: 'new' }, [
    'reason',
  ])

  const many = [...codes.slice(1, 20), PLANTED.name, PLANTED.phoneGrouped, 'NOTACODE'].join('\n')
  for (const status of ['INSPECT:ok', 'NOTIFY:first', 'LOST']) {
    const fields = { source: 'codes', codes: many, status, reason: '#not_found' }
    const token = { token: randomUUID() }
    const sent = await twice('bulk', `${base}/bulk`, /\/bulk$/, { ...fields, ...token }, words)
    await clerk.get(sent.location)
  }
  await twice(
    'transfer',
    `${base}/transfers`,
    /\/send$/,
    { codes: codes.slice(20, 23).join('\n'), to: otherCounterId },
    []
  )
  const arrived = { codes: `${codes[20]}\n${PLANTED.address}`, shelf: 'C-1' }
  await twice('receive', `${base}/transfers`, /\/receive$/, arrived, ['shelf'])

  const counting = { counter: counterId, shelf: 'A-12' }
  const take = await twice('stock', `${base}/stock-takes`, /\/stock-takes$/, counting, ['shelf'])
  const scanned = [codes[23], PLANTED.name, PLANTED.phone, PLANTED.email].join('\n')
  await twice('scan', take.location, /\/scans$/, { codes: scanned }, ['codes'])
  await twice('count', take.location, /\/close$/, {}, [])

  const gone = { codes: codes[24], method: '#shredded', planned_on: '2026-11-28' }
  const bulk = { source: 'codes', codes: codes[24], status: 'VOID', cause: 'withdrawn' }
  await twice('bulk', `${base}/bulk`, /\/bulk$/, { ...bulk, token: randomUUID() }, [])
  const proposed = await twice('propose', `${base}/disposals/new`, /\/disposals$/, gone, ['method'])
  await twice('confirm', proposed.location, /\/confirm$/, { counted: '1' }, ['counted'], second)
  return taken
}

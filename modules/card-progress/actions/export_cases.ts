import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { rowsByPage } from '#app/ui/main'
import type { CaseColumn } from '../columns.js'
import { CODES } from '../progress_codes.js'
import {
  casesById,
  countCases,
  filterForLog,
  idsOfCases,
  idsOn,
  MOST,
  type CaseFilter,
  type ListedCase,
} from '../queries/list_cases.js'
import { textsOfCases } from '../queries/texts_of_cases.js'
import type { StatusWords } from '../status_words.js'

const LINES_AT_A_TIME = 250

interface Export {
  municipality: Municipality
  filter: CaseFilter
  counterIds: string[] | null
  columns: CaseColumn[]
}

/** Notes who takes how many cards out of the system, under which conditions (R45). */
export async function recordExport(
  { municipality, filter, counterIds }: Export,
  encoding: string,
  actor: Actor
) {
  await tenancy.run(
    municipality,
    async () => {
      const count = await countCases(filter, counterIds)
      await audit.record({
        action: 'card-progress.export',
        detail: { ...filterForLog(filter), encoding, count: count > MOST ? `>${MOST}` : count },
      })
    },
    actor
  )
}

/** What its lines may say beyond the product's own words, in the open scope. */
export const textsOfExport = async ({ filter, counterIds }: Export, words: StatusWords) => [
  ...CODES.map((code) => words.name(code)),
  ...(await textsOfCases(filter, counterIds)),
]

/**
 * The lines of the file, newest first (R93). Which cards are in it is settled
 * once: a card that is recorded meanwhile changes its place among the newest,
 * and would be passed by. No card is ever deleted, so every page is full but
 * the last.
 */
export async function* exportLines(
  { municipality, filter, counterIds, columns }: Export,
  linesAtATime = LINES_AT_A_TIME
): AsyncGenerator<string[]> {
  const pages = await tenancy.run(municipality, () => idsOfCases(filter, counterIds, linesAtATime))
  let next = 0
  const cards = rowsByPage<ListedCase>(async () => {
    const page = pages[next++]
    return page ? tenancy.run(municipality, () => casesById(idsOn(page))) : []
  }, linesAtATime)
  for await (const card of cards) yield columns.map(({ cell }) => cell(card))
}

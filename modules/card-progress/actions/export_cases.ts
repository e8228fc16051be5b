import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { rowsByPage } from '#app/ui/main'
import type { CaseColumn } from '../columns.js'
import {
  casesById,
  countCases,
  filterForLog,
  idsOfCases,
  MOST,
  type CaseFilter,
  type ListedCase,
} from '../queries/list_cases.js'

const LINES_AT_A_TIME = 1_000

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

/** An id in the text of them, and the comma behind it. */
const ID_LENGTH = 37

/**
 * The lines of the file, newest first (R93). Which cards are in it is settled
 * once: a card that is recorded meanwhile changes its place among the newest,
 * and would be passed by.
 */
export async function* exportLines(
  { municipality, filter, counterIds, columns }: Export,
  linesAtATime = LINES_AT_A_TIME
): AsyncGenerator<string[]> {
  const ids = await tenancy.run(municipality, () => idsOfCases(filter, counterIds))
  let from = 0
  const cards = rowsByPage<ListedCase>(() => {
    const some = ids
      .slice(from, (from += linesAtATime * ID_LENGTH))
      .split(',')
      .filter(Boolean)
    return tenancy.run(municipality, () => casesById(some))
  }, linesAtATime)
  for await (const card of cards) yield columns.map(({ cell }) => cell(card))
}

import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import { rowsByPage } from '#app/ui/main'
import type { CaseColumn } from '../columns.js'
import {
  countCases,
  filterForLog,
  listCases,
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

/** The lines of the file, newest first (R93). */
export async function* exportLines(wanted: Export): AsyncGenerator<string[]> {
  const { municipality, filter, counterIds, columns } = wanted
  const limit = LINES_AT_A_TIME
  const cards = rowsByPage<ListedCase>((last) => {
    const after = last && { statusAt: last.statusAtExact, id: last.id }
    return tenancy.run(municipality, () => listCases(filter, { counterIds, after, limit }))
  }, limit)
  for await (const card of cards) yield columns.map(({ cell }) => cell(card))
}

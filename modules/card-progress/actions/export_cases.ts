import { audit } from '#app/audit/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import type { CaseColumn } from '../columns.js'
import {
  countCases,
  listCases,
  MOST,
  type After,
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
        detail: { ...filter, encoding, count: count > MOST ? `>${MOST}` : count },
      })
    },
    actor
  )
}

/**
 * The lines of the file, newest first, a thousand at a time, each in a
 * transaction of its own: a slow connection holds none open, and hundreds of
 * thousands take no more memory than two pages (R93). The next page is read
 * while the one before goes out.
 */
export async function* exportLines(wanted: Export): AsyncGenerator<string[]> {
  const { municipality, filter, counterIds, columns } = wanted
  const read = (after?: After) => {
    const page = tenancy.run(municipality, () =>
      listCases(filter, { counterIds, after, limit: LINES_AT_A_TIME })
    )
    /** Whoever waits for it is told; nobody does when the file is given up. */
    page.catch(() => {})
    return page
  }
  let next: Promise<ListedCase[]> | undefined = read()
  while (next) {
    const page: ListedCase[] = await next
    const last = page.length === LINES_AT_A_TIME ? page.at(-1) : undefined
    next = last && read({ statusAt: last.statusAtExact, id: last.id })
    for (const card of page) yield columns.map(({ cell }) => cell(card))
  }
}

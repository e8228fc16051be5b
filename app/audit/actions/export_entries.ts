import { traceOf } from '#app/exchange/main'
import { tenancy, type Actor, type Municipality } from '#app/tenancy/main'
import {
  countEntries,
  searchEntries,
  type AuditFilter,
  type FoundEntry,
} from '../queries/search_entries.js'
import { record } from '../record.js'

/** Records that the entries of a search leave the house, and how many they are. */
export async function recordEntriesExport(filter: AuditFilter) {
  const count = await countEntries(filter)
  await record({ action: 'audit.export', detail: { ...conditionsIn(filter, count), count } })
}

/** The entries of a search, newest first, page by page, each in a transaction of its own: a long file holds nothing up. */
export async function* entriesToExport(
  municipality: Municipality,
  filter: AuditFilter,
  actor: Actor
): AsyncGenerator<FoundEntry> {
  for (let before: string | null | undefined; before !== null;) {
    const page: Awaited<ReturnType<typeof searchEntries>> = await tenancy.run(
      municipality,
      () => searchEntries({ ...filter, before }),
      actor
    )
    yield* page.entries
    before = page.next
  }
}

/**
 * What was asked for, as the log keeps it. A login or a number that finds
 * entries stands in the log already; one that finds none may be anything that
 * was typed, and leaves a trace only.
 */
export function conditionsIn({ login, subjectId, ...filter }: AuditFilter, found: number) {
  const asked = Object.entries(filter).filter(([, value]) => value)
  const typed = Object.entries({ login, subjectId }).flatMap(([name, value]) =>
    value ? [[name, found > 0 ? value : traceOf(value)]] : []
  )
  return Object.fromEntries([...asked, ...typed])
}

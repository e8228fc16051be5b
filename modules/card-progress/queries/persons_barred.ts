import { answersTo } from '#app/module_system/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { barredFromIssue } from '../api.js'

/** Those of the cases whose person may not be handed a card; nobody where no module knows people. */
export async function personsBarred(
  cases: { id: string; linkCode: string }[]
): Promise<ReadonlySet<string>> {
  if (cases.length === 0) return new Set()
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  const codes = new Set<string>()
  for (const barred of await answersTo(barredFromIssue, municipality)) {
    for (const code of await barred(cases.map(({ linkCode }) => linkCode))) codes.add(code)
  }
  return new Set(cases.filter(({ linkCode }) => codes.has(linkCode)).map(({ id }) => id))
}

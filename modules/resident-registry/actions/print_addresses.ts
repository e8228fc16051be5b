import { audit } from '#app/audit/main'
import { codesOfRun } from '#app/exchange/main'
import { postalAddressOf, type PostalAddress } from '../postal_address.js'
import type { Resident } from '../resident.js'
import type { ResidentSearch } from '../resident_search.js'
import { townTableInUse } from '../queries/town_table_in_use.js'
import { residentsByCode } from '../queries/residents_by_code.js'
import { residentsById } from '../queries/residents_by_id.js'
import { residentsMeant, type ListedResident } from '../queries/search_residents.js'

/** Whose address is wanted; of all of them only those in use. */
export type ResidentSelection =
  | { by: 'everybody' }
  | { by: 'search'; search: ResidentSearch }
  /** Those who were issued link codes in one run, and still have them. */
  | { by: 'link_codes'; runId: string }
  | { by: 'residents'; ids: string[] }

/**
 * The addresses of residents to print: on behalf of the scope's actor, who is
 * put into the audit log with how many there were and whose.
 */
export async function printAddresses(selection: ResidentSelection): Promise<PostalAddress[]> {
  const addresses: PostalAddress[] = []
  const towns = await townTableInUse()
  for await (const resident of selected(selection)) addresses.push(postalAddressOf(resident, towns))
  await audit.record({
    action: 'residents.print',
    detail: { selection: selection.by, count: addresses.length },
  })
  await audit.recordEach(
    'residents.print_record',
    'resident',
    addresses.map(({ id }) => id)
  )
  return addresses
}

/** Addresses of a print that has begun, as they are now; who is no longer in use is not among them. */
export async function addressesBeingPrinted(ids: string[]): Promise<Map<string, PostalAddress>> {
  const towns = await townTableInUse()
  const residents = await residentsById(ids)
  return new Map(
    residents.filter(inUse).map((resident) => [resident.id, postalAddressOf(resident, towns)])
  )
}

const inUse = ({ state }: Resident) => state === 'active'

async function* selected(selection: ResidentSelection): AsyncGenerator<ListedResident> {
  if (selection.by === 'link_codes') {
    const residents = await residentsByCode(await codesOfRun(selection.runId))
    yield* residents
      .filter((resident) => inUse(resident) && !resident.ended)
      .map(({ code, ...one }) => ({ ...one, linkCode: code }))
    return
  }
  if (selection.by === 'residents') {
    yield* (await residentsById(selection.ids)).filter(inUse)
    return
  }
  const search = selection.by === 'search' ? selection.search : {}
  for await (const resident of residentsMeant(search)) if (inUse(resident)) yield resident
}

import { listCounters } from '#app/tenancy/main'

/** The counters a staff member works at, in the municipality's order; all of them when `counterIds` is null (R44). */
export async function staffCounters(
  counterIds: string[] | null
): Promise<{ id: string; name: string }[]> {
  return (await listCounters())
    .filter(({ id }) => counterIds === null || counterIds.includes(id))
    .map(({ id, name }) => ({ id, name }))
}

import { tenancy } from '../tenancy.js'
import Counter from '../models/counter.js'

/** Every counter of the municipality, hidden and closed ones too. */
export async function listCounters(): Promise<Counter[]> {
  return Counter.query()
    .where('municipality_id', tenancy.current().municipalityId)
    .orderBy('display_order')
    .orderByRaw('code COLLATE "C"')
}

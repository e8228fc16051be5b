import { tenancy } from '#app/tenancy/main'
import { sealEntries } from '../seal_entries.js'

/** Seals a municipality's audit log block by block until nothing is left. */
export default async function sealAuditLog({ municipalityId }: { municipalityId: number }) {
  while ((await tenancy.run({ id: municipalityId }, sealEntries)) > 0);
}

import { municipalities } from '#app/tenancy/main'
import { applyRetention } from '../actions/apply_retention.js'

/** Nightly, for one municipality. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  await applyRetention(await municipalities.byId(municipalityId))
}

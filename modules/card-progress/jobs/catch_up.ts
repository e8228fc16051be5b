import { municipalities } from '#app/tenancy/main'
import { inTokyo, today } from '#app/ui/main'
import { catchUp } from '../actions/catch_up.js'

/** Arrivals and no-shows are corrected within days; what is to come is looked at each night. */
const LOOKS_BACK = { days: 7 }

/** @param payload.since the day from which messages may be missing; today when left out */
export default async function job({
  municipalityId,
  since = today(),
}: {
  municipalityId: number
  since?: string
}) {
  const municipality = await municipalities.byId(municipalityId)
  if (!municipality.modules.has('reservation')) return
  await catchUp(municipality, inTokyo(since).minus(LOOKS_BACK).toISODate()!)
}

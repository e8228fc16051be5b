import { municipalities, tenancy } from '#app/tenancy/main'
import { markNoShows } from '../actions/mark_no_shows.js'
import { tellNoShows } from '../actions/tell_no_shows.js'

/** Every ten minutes, for one municipality. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  const municipality = await municipalities.byId(municipalityId)
  await tenancy.run(municipality, () => markNoShows(municipality))
  await tellNoShows(municipality)
}

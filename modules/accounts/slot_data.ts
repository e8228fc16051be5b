import { municipalities, tenancy } from '#app/tenancy/main'
import { accountSettings } from './settings.js'

/** What the module's parts of the booking pages need besides what the pages hand over. */
export default async function slotData() {
  const municipality = await municipalities.byId(tenancy.current().municipalityId)
  return {
    settings: accountSettings.read(municipality),
    accountBase: `/${municipality.slug}/account`,
  }
}

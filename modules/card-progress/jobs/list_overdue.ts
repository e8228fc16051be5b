import { municipalities, tenancy } from '#app/tenancy/main'
import { listOverdue } from '../actions/list_overdue.js'
import { progressSettings } from '../settings.js'

export default async function job({ municipalityId }: { municipalityId: number }) {
  const municipality = await municipalities.byId(municipalityId)
  await tenancy.run(municipality, () => listOverdue(progressSettings.read(municipality)))
}

import { municipalities, tenancy } from '#app/tenancy/main'
import { planReminders } from '../actions/plan_reminders.js'

/** Every ten minutes, for one municipality. */
export default async function job({ municipalityId }: { municipalityId: number }) {
  const municipality = await municipalities.byId(municipalityId)
  await tenancy.run(municipality, () => planReminders(municipality))
}

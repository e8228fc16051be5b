import db from '@adonisjs/lucid/services/db'
import { municipalities, type Municipality } from '#app/tenancy/main'

export interface Usage {
  staff: number
  counters: number
  /** Within thirty days. */
  actions: number
  mails: number
  lastSignIn: Date | null
}

/** The municipalities with how much they use the service. Counts are all that can be asked for, see 0012_operators.ts. */
export async function municipalitiesInUse(): Promise<(Municipality & { usage: Usage })[]> {
  const all = await municipalities.all()
  const { rows } = await db.connection('system').rawQuery(
    `SELECT m.id, u.staff, u.counters, u.actions, u.mails, u.last_sign_in AS "lastSignIn"
       FROM municipalities m CROSS JOIN LATERAL system.usage_of(m.id) u`
  )
  const byId = new Map<number, Usage>(rows.map(({ id, ...usage }: any) => [id, usage]))
  return all.map((municipality) => ({ ...municipality, usage: byId.get(municipality.id)! }))
}

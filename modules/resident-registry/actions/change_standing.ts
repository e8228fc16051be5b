import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { publish } from '#app/module_system/main'
import { tenancy } from '#app/tenancy/main'
import { residentStandingChanged } from '../api.js'
import { E_RESIDENT_CHANGED } from '../errors.js'
import { findResident, liveCodeOf } from '../queries/find_resident.js'
import type { ResidentState } from '../resident.js'
import { sealReason } from '../sealed_person.js'
import { storeResidents } from './store_residents.js'

/** 利用停止, 利用再開, 登録抹消, 抹消の取消: from which states each leads where. */
export const STANDING_CHANGES = {
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'active' },
  deregister: { from: ['active', 'suspended'], to: 'deregistered' },
  reactivate: { from: ['deregistered'], to: 'active' },
} as const satisfies Record<string, { from: readonly ResidentState[]; to: ResidentState }>

export type StandingChange = keyof typeof STANDING_CHANGES

/**
 * Changes whether a resident may use the service (R105). Whoever is suspended
 * or deregistered can neither book nor get a link code; of the deregistered
 * nothing is shown and nothing finds them until they are reactivated.
 *
 * @param reason kept encrypted, beside the resident and not in the log
 * @throws E_RESIDENT_CHANGED when the resident is in none of the states the change starts from
 */
export async function changeStanding(id: string, change: StandingChange, reason: string) {
  const before = await findResident(id, { lock: true })
  const { from, to } = STANDING_CHANGES[change]
  if (!(from as readonly ResidentState[]).includes(before.state)) throw new E_RESIDENT_CHANGED()
  await storeResidents([{ before, number: before.number, values: before.values, state: to }])
  await db.rawQuery(
    `UPDATE residents SET state_changed_at = now(), state_reason_sealed = ?
      WHERE municipality_id = ? AND id = ?`,
    [sealReason(id, reason), tenancy.current().municipalityId, id]
  )
  await audit.record({
    action: `residents.${change}`,
    subject: { type: 'resident', id },
    detail: { standing: { from: before.state, to } },
  })
  publish(residentStandingChanged, { residentId: id, linkCode: liveCodeOf(before), standing: to })
}

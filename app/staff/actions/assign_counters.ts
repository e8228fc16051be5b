import db from '@adonisjs/lucid/services/db'
import type { RoleId } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { LIMITED_TO_COUNTERS } from '../limited_roles.js'

/** Sets the counters a person works at (R70); none for a role that is not limited to any. */
export async function assignCounters(staffId: string, role: RoleId, counterIds: string[]) {
  const { municipalityId } = tenancy.current()
  await db.rawQuery('DELETE FROM staff_counters WHERE municipality_id = ? AND staff_id = ?', [
    municipalityId,
    staffId,
  ])
  if (!LIMITED_TO_COUNTERS.includes(role)) return
  await db.rawQuery(
    `INSERT INTO staff_counters (municipality_id, staff_id, counter_id)
     SELECT municipality_id, ?, id FROM counters WHERE municipality_id = ? AND id = ANY (?::uuid[])`,
    [staffId, municipalityId, counterIds] as any[]
  )
}

/** Codes of the counters a person works at, as the audit log names them. */
export async function assignedCounterCodes(staffId: string): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT c.code FROM staff_counters s
       JOIN counters c ON c.municipality_id = s.municipality_id AND c.id = s.counter_id
      WHERE s.municipality_id = ? AND s.staff_id = ? ORDER BY c.code`,
    [tenancy.current().municipalityId, staffId]
  )
  return rows.map((row: { code: string }) => row.code)
}

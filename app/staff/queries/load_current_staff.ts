import db from '@adonisjs/lucid/services/db'
import { defaultPermissions } from '#app/module_system/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import type { CurrentStaff } from '../current_staff.js'
import { LIMITED_TO_COUNTERS } from '../limited_roles.js'
import type StaffMember from '../models/staff_member.js'
import { staffSettings } from '../settings.js'

/** The signed-in person's permissions and counters, from the open scope. */
export async function loadCurrentStaff(
  member: StaffMember,
  municipality: Municipality
): Promise<CurrentStaff> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    `SELECT ARRAY(SELECT counter_id::text FROM staff_counters WHERE municipality_id = ? AND staff_id = ?) AS counters,
            COALESCE((SELECT jsonb_object_agg(permission, allowed) FROM role_permissions
                       WHERE municipality_id = ? AND role = ?), '{}') AS matrix,
            EXISTS (SELECT FROM staff_second_factors WHERE municipality_id = ? AND staff_id = ?) AS "hasSecondFactor"`,
    [municipalityId, member.id, municipalityId, member.role, municipalityId, member.id]
  )
  const matrix: Record<string, boolean> = rows[0].matrix
  const defaults = defaultPermissions(member.role, municipality)
  return {
    id: member.id,
    loginId: member.loginId,
    name: member.name,
    role: member.role,
    passwordIsTemporary: member.passwordIsTemporary,
    hasSecondFactor: rows[0].hasSecondFactor,
    secondFactorRequired: staffSettings
      .read(municipality)
      .second_factor_roles.includes(member.role),
    counterIds: LIMITED_TO_COUNTERS.includes(member.role) ? rows[0].counters : null,
    can: (permission) => matrix[permission] ?? defaults.has(permission),
  }
}

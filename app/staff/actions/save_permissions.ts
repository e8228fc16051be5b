import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { ROLE_IDS, type RoleId } from '#app/module_kit/main'
import { permissionsOf } from '#app/module_system/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { E_STAFF_CHANGE_REFUSED } from '../errors.js'
import { lockAccounts, type AccountKeeper } from './guard_accounts.js'

/** One cell of the permission matrix. */
export interface Grant {
  role: RoleId
  permission: string
}

/** What a system administrator keeps whatever is ticked: without it nobody could mend the matrix. */
export const isFixed = ({ role, permission }: Grant) =>
  role === 'system_administrator' && permission === 'core.manage_staff'

/**
 * Makes the permission matrix what was ticked (R46). Only what differs from
 * the modules' defaults is stored, so that a default a later version changes
 * reaches every municipality that never touched it. Permissions of modules
 * that are off stay as they are.
 *
 * @param allowed the ticked cells, or 'defaults' for none of the municipality's own
 * @returns how many cells changed
 * @throws E_STAFF_CHANGE_REFUSED for anybody but a system administrator
 */
export async function savePermissions(
  municipality: Municipality,
  allowed: Grant[] | 'defaults',
  by: AccountKeeper
): Promise<number> {
  if (by.role !== 'system_administrator') {
    throw new E_STAFF_CHANGE_REFUSED('staff.refused.matrix')
  }
  await lockAccounts()
  const stored = await storedGrants()
  const ticked = allowed === 'defaults' ? null : new Set(allowed.map(cell))
  const given: string[] = []
  const taken: string[] = []

  for (const { id: permission, roles } of permissionsOf(municipality)) {
    for (const role of ROLE_IDS) {
      const grant = { role, permission }
      const byDefault = roles.includes(role)
      const before = stored.get(cell(grant)) ?? byDefault
      const after = isFixed(grant) || (ticked ? ticked.has(cell(grant)) : byDefault)
      if (before !== after) (after ? given : taken).push(cell(grant))
      if (after === byDefault) await forget(grant)
      else if (before !== after) await store(grant, after)
    }
  }
  if (given.length + taken.length > 0) {
    await audit.record({
      action: ticked ? 'staff.change_permissions' : 'staff.reset_permissions',
      detail: { given, taken },
    })
  }
  return given.length + taken.length
}

const cell = ({ role, permission }: Grant) => `${role} ${permission}`

async function storedGrants(): Promise<Map<string, boolean>> {
  const { rows } = await db.rawQuery(
    'SELECT role, permission, allowed FROM role_permissions WHERE municipality_id = ?',
    [tenancy.current().municipalityId]
  )
  return new Map(rows.map((row: Grant & { allowed: boolean }) => [cell(row), row.allowed]))
}

async function forget({ role, permission }: Grant) {
  await db.rawQuery(
    'DELETE FROM role_permissions WHERE municipality_id = ? AND role = ? AND permission = ?',
    [tenancy.current().municipalityId, role, permission]
  )
}

async function store({ role, permission }: Grant, allowed: boolean) {
  await db.rawQuery(
    `INSERT INTO role_permissions (municipality_id, role, permission, allowed) VALUES (?, ?, ?, ?)
     ON CONFLICT (municipality_id, role, permission) DO UPDATE SET allowed = excluded.allowed`,
    [tenancy.current().municipalityId, role, permission, allowed] as any[]
  )
}

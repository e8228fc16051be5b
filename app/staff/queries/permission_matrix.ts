import db from '@adonisjs/lucid/services/db'
import { ROLE_IDS, type RoleId } from '#app/module_kit/main'
import { inForce } from '#app/module_system/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { isFixed } from '../actions/save_permissions.js'

export interface MatrixGroup {
  /** Translation key of the module's name. */
  title: string
  rows: {
    permission: string
    label: string
    cells: { role: RoleId; allowed: boolean; byDefault: boolean; fixed: boolean }[]
  }[]
}

/** Who may do what, by module, as it is in force now. */
export async function permissionMatrix(municipality: Municipality): Promise<MatrixGroup[]> {
  const { rows: stored } = await db.rawQuery(
    'SELECT role, permission, allowed FROM role_permissions WHERE municipality_id = ?',
    [tenancy.current().municipalityId]
  )
  const own = new Map<string, boolean>(
    stored.map((row: any) => [`${row.role} ${row.permission}`, row.allowed])
  )
  return inForce(municipality)
    .filter(({ permissions }) => permissions?.length)
    .map(({ title, permissions }) => ({
      title: title ?? 'core.title',
      rows: permissions!.map(({ id, label, roles }) => ({
        permission: id,
        label,
        cells: ROLE_IDS.map((role) => {
          const byDefault = roles.includes(role)
          const fixed = isFixed({ role, permission: id })
          return {
            role,
            byDefault,
            fixed,
            allowed: fixed || (own.get(`${role} ${id}`) ?? byDefault),
          }
        }),
      })),
    }))
}

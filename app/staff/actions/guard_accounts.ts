import db from '@adonisjs/lucid/services/db'
import { today } from '#app/ui/main'
import { E_PAGE_NOT_FOUND } from '#app/http/main'
import type { RoleId } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { E_STAFF_CHANGE_REFUSED } from '../errors.js'
import StaffMember from '../models/staff_member.js'

/** Who changes an account. */
export interface AccountKeeper {
  id: string
  role: RoleId
}

/**
 * Lets one change of accounts at a time into a municipality, so that what is
 * checked (a login id is free, an administrator remains) still holds at the
 * commit. Taken before any row.
 */
export async function lockAccounts() {
  await db.rawQuery("SELECT pg_advisory_xact_lock(hashtext('staff accounts'), ?)", [
    tenancy.current().municipalityId,
  ])
}

/** @throws E_PAGE_NOT_FOUND when the municipality has no such account */
export async function findAccountForChange(id: string): Promise<StaffMember> {
  const member = await StaffMember.query()
    .where('municipality_id', tenancy.current().municipalityId)
    .where('id', id)
    .forUpdate()
    .first()
  if (!member) throw new E_PAGE_NOT_FOUND()
  return member
}

/**
 * Only a system administrator makes one or changes one's account: otherwise
 * the permission to manage staff would be a way to every other permission.
 *
 * @throws E_STAFF_CHANGE_REFUSED
 */
export function onlyAdministratorsFor(roles: RoleId[], by: AccountKeeper) {
  if (roles.includes('system_administrator') && by.role !== 'system_administrator') {
    throw new E_STAFF_CHANGE_REFUSED('staff.refused.only_administrators')
  }
}

/**
 * Asked after the change, in its transaction.
 *
 * @throws E_STAFF_CHANGE_REFUSED when nobody is left who could manage the accounts today
 */
export async function anAdministratorMustRemain() {
  const { rows } = await db.rawQuery(
    `SELECT 1 FROM staff_members
      WHERE municipality_id = ? AND role = 'system_administrator' AND NOT suspended
        AND coalesce(valid_from, '-infinity') <= ?::date
        AND coalesce(valid_until, 'infinity') >= ?::date
      LIMIT 1`,
    [tenancy.current().municipalityId, today(), today()]
  )
  if (rows.length === 0) throw new E_STAFF_CHANGE_REFUSED('staff.refused.last_administrator')
}

import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { RoleId } from '#app/module_kit/main'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_LOGIN_ID_TAKEN, E_STAFF_CHANGE_REFUSED } from '../errors.js'
import type StaffMember from '../models/staff_member.js'
import { assignCounters, assignedCounterCodes } from './assign_counters.js'
import {
  anAdministratorMustRemain,
  findAccountForChange,
  lockAccounts,
  onlyAdministratorsFor,
  type AccountKeeper,
} from './guard_accounts.js'
import { signOutEverywhere } from './sign_out_everywhere.js'

export interface StaffChange {
  loginId: string
  name: string
  role: RoleId
  email: string | null
  suspended: boolean
  validFrom: string | null
  validUntil: string | null
  counterIds: string[]
}

/**
 * Changes an account (R69). Whoever is suspended or gets another role is
 * signed out on every device once the change stands.
 *
 * @throws E_PAGE_NOT_FOUND · E_LOGIN_ID_TAKEN · E_STAFF_CHANGE_REFUSED
 */
export async function updateStaff(id: string, input: StaffChange, by: AccountKeeper) {
  await lockAccounts()
  const member = await findAccountForChange(id)
  onlyAdministratorsFor([member.role, input.role], by)
  if (id === by.id) refuseToHarmOneself(member, input)
  await loginIdMustBeFree(input.loginId, id)

  const before = { ...facts(member), counters: await assignedCounterCodes(id) }
  await db.rawQuery(
    `UPDATE staff_members
        SET login_id = ?, name = ?, role = ?, email = ?, suspended = ?, valid_from = ?, valid_until = ?
      WHERE municipality_id = ? AND id = ?`,
    [
      ...[input.loginId, input.name, input.role, input.email, input.suspended],
      ...[input.validFrom, input.validUntil, tenancy.current().municipalityId, id],
    ] as any[]
  )
  await assignCounters(id, input.role, input.counterIds)
  await anAdministratorMustRemain()

  await audit.record({
    action: 'staff.update',
    subject: { type: 'staff_member', id },
    detail: differences(before, {
      ...{ loginId: input.loginId, name: input.name, email: input.email, role: input.role },
      suspended: input.suspended,
      ...{ validFrom: input.validFrom, validUntil: input.validUntil },
      counters: await assignedCounterCodes(id),
    }),
  })
  if ((input.suspended && !before.suspended) || input.role !== before.role) {
    tenancy.afterCommit(async () => void (await signOutEverywhere(id)))
  }
}

/** Nobody is to find out at the next sign-in that they locked themselves out. */
function refuseToHarmOneself(member: StaffMember, input: StaffChange) {
  if (input.suspended) throw new E_STAFF_CHANGE_REFUSED('staff.refused.suspend_self')
  if (input.role !== member.role) throw new E_STAFF_CHANGE_REFUSED('staff.refused.role_of_self')
  const today = DateTime.now().setZone('Asia/Tokyo').toISODate()!
  if ((input.validFrom ?? today) > today || (input.validUntil ?? today) < today) {
    throw new E_STAFF_CHANGE_REFUSED('staff.refused.period_of_self')
  }
}

async function loginIdMustBeFree(loginId: string, id: string) {
  const { rows } = await db.rawQuery(
    'SELECT 1 FROM staff_members WHERE municipality_id = ? AND login_id = ? AND id <> ?',
    [tenancy.current().municipalityId, loginId, id]
  )
  if (rows.length > 0) throw new E_LOGIN_ID_TAKEN()
}

function facts(member: StaffMember) {
  return {
    loginId: member.loginId,
    name: member.name,
    email: member.email,
    role: member.role,
    suspended: member.suspended,
    validFrom: member.validFrom?.toISODate() ?? null,
    validUntil: member.validUntil?.toISODate() ?? null,
  }
}

/** Names and addresses are personal: of them the log keeps that they changed, not what they were. */
const PERSONAL = ['name', 'email']

function differences(before: Record<string, unknown>, after: Record<string, unknown>) {
  const changed = Object.keys(after).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  )
  return {
    changes: Object.fromEntries(
      changed
        .filter((key) => !PERSONAL.includes(key))
        .map((key) => [key, { from: before[key], to: after[key] }])
    ),
    ...(changed.some((key) => PERSONAL.includes(key)) && {
      changedToo: changed.filter((key) => PERSONAL.includes(key)),
    }),
  }
}

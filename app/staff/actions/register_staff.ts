import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type { RoleId } from '#app/module_kit/main'
import { makeReadableCode, formatReadableCode } from '#app/exchange/main'
import { audit } from '#app/audit/main'
import { tenancy, type Municipality } from '#app/tenancy/main'
import { E_LOGIN_ID_TAKEN, E_PASSWORD_UNSUITABLE } from '../errors.js'
import { checkPassword } from '../password_rules.js'
import { staffSettings } from '../settings.js'
import { assignCounters } from './assign_counters.js'
import { lockAccounts, onlyAdministratorsFor, type AccountKeeper } from './guard_accounts.js'

export interface NewStaff {
  loginId: string
  name: string
  role: RoleId
  email?: string | null
  /** Registered ahead, to be opened later. */
  suspended?: boolean
  /** ISO dates, first and last day of the account. */
  validFrom?: string | null
  validUntil?: string | null
  counterIds?: string[]
}

/**
 * Registers a staff member with a temporary password, readable only in the
 * returned value: it is shown once, and its owner replaces it at first use.
 *
 * @param by who registers; left out where the deployment itself does
 * @throws E_LOGIN_ID_TAKEN
 * @throws E_STAFF_CHANGE_REFUSED when an administrator is registered by somebody who is none
 */
export async function registerStaff(
  input: NewStaff,
  by?: AccountKeeper
): Promise<{ id: string; temporaryPassword: string }> {
  const temporaryPassword = formatReadableCode(makeReadableCode())
  const id = await register(input, { password: temporaryPassword, temporary: true }, by)
  return { id, temporaryPassword }
}

/**
 * 仮パスワード なし: registers a staff member with a password that holds, agreed
 * beforehand with its owner.
 *
 * @throws E_PASSWORD_UNSUITABLE · E_LOGIN_ID_TAKEN · E_STAFF_CHANGE_REFUSED
 */
export async function registerStaffWithPassword(
  municipality: Municipality,
  input: NewStaff,
  password: string,
  by: AccountKeeper
): Promise<{ id: string; temporaryPassword?: undefined }> {
  if (!staffSettings.read(municipality).final_passwords) {
    throw new E_PASSWORD_UNSUITABLE('staff.members.temporary_only')
  }
  checkPassword(password, { municipality, loginId: input.loginId })
  return { id: await register(input, { password, temporary: false }, by) }
}

async function register(
  input: NewStaff,
  { password, temporary }: { password: string; temporary: boolean },
  by?: AccountKeeper
): Promise<string> {
  if (by) onlyAdministratorsFor([input.role], by)
  const { municipalityId } = tenancy.current()
  const passwordHash = await hash.make(password)
  await lockAccounts()
  const { rows } = await db.rawQuery(
    `INSERT INTO staff_members
       (municipality_id, login_id, name, role, email, suspended, valid_from, valid_until,
        password_hash, password_is_temporary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (municipality_id, login_id) DO NOTHING
     RETURNING id`,
    [
      municipalityId,
      ...[input.loginId, input.name, input.role, input.email ?? null],
      input.suspended ?? false,
      ...[input.validFrom ?? null, input.validUntil ?? null],
      ...[passwordHash, temporary],
    ] as any[]
  )
  if (rows.length === 0) throw new E_LOGIN_ID_TAKEN()
  const id: string = rows[0].id
  await assignCounters(id, input.role, input.counterIds ?? [])
  await audit.record({
    action: 'staff.register',
    subject: { type: 'staff_member', id },
    detail: {
      ...{ loginId: input.loginId, role: input.role },
      ...(!temporary && { temporary }),
    },
  })
  return id
}

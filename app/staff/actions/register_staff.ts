import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type { RoleId } from '#app/module_kit/main'
import { makeReadableCode, formatReadableCode } from '#app/exchange/main'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

export interface NewStaff {
  loginId: string
  name: string
  role: RoleId
  email?: string | null
  /** ISO dates, first and last day of the account. */
  validFrom?: string | null
  validUntil?: string | null
  counterIds?: string[]
}

/**
 * Registers a staff member with a temporary password, readable only in the
 * returned value: it is shown once, and its owner replaces it at first use.
 */
export async function registerStaff(
  input: NewStaff
): Promise<{ id: string; temporaryPassword: string }> {
  const { municipalityId } = tenancy.current()
  const temporaryPassword = formatReadableCode(makeReadableCode())
  const { rows } = await db.rawQuery(
    `INSERT INTO staff_members
       (municipality_id, login_id, name, role, email, valid_from, valid_until,
        password_hash, password_is_temporary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, true)
     RETURNING id`,
    [
      municipalityId,
      ...[input.loginId, input.name, input.role, input.email ?? null],
      ...[input.validFrom ?? null, input.validUntil ?? null],
      await hash.make(temporaryPassword),
    ] as any[]
  )
  const id: string = rows[0].id
  for (const counterId of input.counterIds ?? []) {
    await db.rawQuery(
      'INSERT INTO staff_counters (municipality_id, staff_id, counter_id) VALUES (?, ?, ?)',
      [municipalityId, id, counterId]
    )
  }
  await audit.record({
    action: 'staff.register',
    subject: { type: 'staff_member', id },
    detail: { loginId: input.loginId, role: input.role },
  })
  return { id, temporaryPassword }
}

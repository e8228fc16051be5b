import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { recoveryHashOf } from '../recovery_codes.js'
import { openSecret } from '../sealed_secret.js'
import { stepOfCode } from '../totp.js'

/**
 * Takes a code of the authenticator or a recovery code. Either works once:
 * both statements compare and set, so that of two that send the same code at
 * the same time one is refused.
 *
 * @returns which of the two it was, or null when it is neither
 */
export async function spendCode(
  staffId: string,
  typed: string
): Promise<'authenticator' | 'recovery' | null> {
  if (await spendStep(staffId, typed)) return 'authenticator'
  return (await spendRecoveryCode(staffId, typed)) ? 'recovery' : null
}

async function spendStep(staffId: string, typed: string) {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    'SELECT sealed_secret FROM staff_second_factors WHERE municipality_id = ? AND staff_id = ?',
    [municipalityId, staffId]
  )
  const secret = rows[0] && openSecret(rows[0].sealed_secret)
  const step = secret ? stepOfCode(secret, typed) : null
  if (step === null) return false
  const { rowCount } = await db.rawQuery(
    `UPDATE staff_second_factors SET last_step = ?
      WHERE municipality_id = ? AND staff_id = ? AND last_step < ?`,
    [step, municipalityId, staffId, step]
  )
  return rowCount === 1
}

async function spendRecoveryCode(staffId: string, typed: string) {
  const hash = recoveryHashOf(typed)
  if (!hash) return false
  const { rowCount } = await db.rawQuery(
    `UPDATE staff_second_factors SET recovery_hashes = array_remove(recovery_hashes, ?)
      WHERE municipality_id = ? AND staff_id = ? AND ? = ANY (recovery_hashes)`,
    [hash, tenancy.current().municipalityId, staffId, hash] as any[]
  )
  return rowCount === 1
}

import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'
import { E_SECOND_FACTOR_REFUSED } from '../errors.js'
import { makeRecoveryCodes, recoveryHash } from '../recovery_codes.js'
import { openOffer, sealSecret } from '../sealed_secret.js'
import { stepOfCode } from '../totp.js'

/**
 * Takes an authenticator into use once a code shows that it has the secret.
 * Who has one already removes it first: an unlocked screen is not to be
 * enough to put somebody else's in its place.
 *
 * @returns the recovery codes, readable here only
 * @throws E_SECOND_FACTOR_REFUSED
 */
export async function enrolSecondFactor(
  staffId: string,
  input: { offer: string; code: string }
): Promise<string[]> {
  const secret = openOffer(staffId, input.offer)
  if (!secret) throw new E_SECOND_FACTOR_REFUSED('staff.second_factor.offer_too_old')
  const step = stepOfCode(secret, input.code)
  if (step === null) throw new E_SECOND_FACTOR_REFUSED('staff.second_factor.code_wrong')

  const codes = makeRecoveryCodes()
  const { rowCount } = await db.rawQuery(
    `INSERT INTO staff_second_factors (municipality_id, staff_id, sealed_secret, last_step, recovery_hashes)
     VALUES (?, ?, ?, ?, ?::bytea[])
     ON CONFLICT (municipality_id, staff_id) DO NOTHING`,
    [
      ...[tenancy.current().municipalityId, staffId, sealSecret(secret), step],
      codes.map((code) => recoveryHash(code)),
    ] as any[]
  )
  if (rowCount === 0) throw new E_SECOND_FACTOR_REFUSED('staff.second_factor.there_is_one')
  await audit.record({
    action: 'staff.enrol_second_factor',
    subject: { type: 'staff_member', id: staffId },
  })
  return codes
}

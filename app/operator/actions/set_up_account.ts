import hash from '@adonisjs/core/services/hash'
import { openOffer, sealSecret, stepOfCode } from '#app/staff/main'
import { E_PROVISIONING_REFUSED } from '../errors.js'
import type Operator from '../models/operator.js'
import { record } from '../record.js'

/** Whoever holds this password holds the service of many towns. */
export const PASSWORD_LENGTH = 16

/**
 * The first sign-in: an own password and an authenticator, both or neither.
 *
 * @throws E_PROVISIONING_REFUSED naming the field
 */
export async function setUpAccount(
  operator: Operator,
  input: { password: string; again: string; offer: string; code: string; address: string }
) {
  if ([...input.password].length < PASSWORD_LENGTH) {
    throw new E_PROVISIONING_REFUSED('password', 'operator.set_up.too_short')
  }
  if (input.password !== input.again) {
    throw new E_PROVISIONING_REFUSED('again', 'staff.password.not_the_same')
  }
  if (await hash.verify(operator.passwordHash, input.password)) {
    throw new E_PROVISIONING_REFUSED('password', 'staff.password.same_as_before')
  }
  const secret = openOffer(operator.id, input.offer)
  if (!secret) throw new E_PROVISIONING_REFUSED('code', 'staff.second_factor.offer_too_old')
  const step = stepOfCode(secret, input.code)
  if (step === null) throw new E_PROVISIONING_REFUSED('code', 'staff.second_factor.code_wrong')

  operator.passwordHash = await hash.make(input.password)
  operator.sealedSecret = sealSecret(secret)
  operator.lastStep = step
  await operator.save()
  await record({
    loginId: operator.loginId,
    address: input.address,
    action: 'operator.set_up',
  })
}

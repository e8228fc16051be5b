import type { Municipality } from '#app/tenancy/main'
import { E_PASSWORD_UNSUITABLE } from './errors.js'
import { staffSettings } from './settings.js'

/**
 * Length counts, kinds of characters do not (総務省 guideline since 2018: long
 * and not reused beats short and complicated).
 *
 * @throws E_PASSWORD_UNSUITABLE with the translation key of the reason
 */
export function checkPassword(
  password: string,
  context: { municipality: Municipality; loginId: string }
) {
  const { password_length: length } = staffSettings.read(context.municipality)
  if ([...password].length < length) {
    throw new E_PASSWORD_UNSUITABLE('staff.password.too_short')
  }
  const repeated = new Set(password.toLowerCase()).size < 5
  if (repeated || password.toLowerCase().includes(context.loginId.toLowerCase())) {
    throw new E_PASSWORD_UNSUITABLE('staff.password.too_simple')
  }
}

import type { Municipality } from '#app/tenancy/main'
import { E_PASSWORD_UNSUITABLE } from './errors.js'
import { accountSettings } from './settings.js'
import { foldId } from './user_id.js'

/**
 * Length counts, kinds of characters do not: long and remembered beats short
 * and written down.
 *
 * @param names what the account is called; none of it may be the password
 * @throws E_PASSWORD_UNSUITABLE with the translation key of the reason
 */
export function checkPassword(
  password: string,
  context: { municipality: Pick<Municipality, 'settings'>; names: (string | null)[] }
) {
  const { password_length: length } = accountSettings.read(context.municipality)
  if ([...password].length < length) {
    throw new E_PASSWORD_UNSUITABLE('accounts.password.too_short')
  }
  const folded = foldId(password)
  const named = context.names.some((name) => name !== null && folded === foldId(name))
  if (named || new Set(folded).size < 3) {
    throw new E_PASSWORD_UNSUITABLE('accounts.password.too_simple')
  }
}

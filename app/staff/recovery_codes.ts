import { keyedHash, makeReadableCode, readReadableCode } from '#app/exchange/main'

const HOW_MANY = 10

/** Ten codes for the day the authenticator is lost, each good for one sign-in. */
export const makeRecoveryCodes = () => Array.from({ length: HOW_MANY }, () => makeReadableCode())

/** What is stored of a recovery code; 55 bits need no slow hash. */
export const recoveryHash = (code: string) => keyedHash('staff recovery code', code)

/** The stored form of what was typed, or null when it cannot be a recovery code. */
export function recoveryHashOf(typed: string): Buffer | null {
  const code = readReadableCode(typed)
  return code ? recoveryHash(code) : null
}

import { extensionPoint } from '@madoguchi/module-kit'
import type { IssuedPassword } from './actions/issue_for_ids.js'

export type { IssuedPassword } from './actions/issue_for_ids.js'

/**
 * Whether whoever has this 利用者ID may book, in the transaction that makes
 * the booking; asked of modules that know more about people than accounts do.
 * One no is enough.
 */
export type MayBook = (userId: string) => Promise<boolean>

export const mayBook = extensionPoint<MayBook>('accounts.may_book')

/**
 * Issues initial passwords to IDs that were given elsewhere, such as link
 * codes, to be printed at once: only hashes are stored. Runs in the tenant
 * scope, on behalf of whoever issues. Ask only where the module is on.
 *
 * @returns by ID; missing are those who have an account and are not to be renewed, or may not use it
 */
export async function issuePasswords(
  userIds: string[],
  options: { renew: boolean }
): Promise<Map<string, IssuedPassword>> {
  const { issueForIds } = await import('./actions/issue_for_ids.js')
  return issueForIds(userIds, options)
}

/**
 * Of initial passwords issued before, the IDs whose password still opens their
 * account: no other was issued or chosen since. Ask only where the module is on.
 */
export async function stillInForce(passwords: ReadonlyMap<string, string>): Promise<Set<string>> {
  const { passwordsInForce } = await import('./queries/passwords_in_force.js')
  return passwordsInForce(passwords)
}

import hash from '@adonisjs/core/services/hash'
import { tenancy } from '#app/tenancy/main'
import { addAccount } from '#modules/accounts/actions/add_account'
import { secretLink } from '#modules/accounts/secret_links'

/** What is stored of an initial password, to compare with one on paper. */
export { initialPasswordHash } from '#modules/accounts/credentials'

export interface TestAccount {
  id: string
  userId: string
  password: string
  /** What the mailed links of somebody new, and of this account, end with. */
  links: { registration: string; reset: string }
}

/**
 * An account in use: its password is its own, its address known.
 *
 * @param own the 利用者ID or the name to sign in with, where they are not just any
 */
export async function createAccount(
  municipality: { id: number },
  own: { userId?: string; loginName?: string } = {}
): Promise<TestAccount> {
  const password = '試験のための合言葉'
  const passwordHash = await hash.make(password)
  const email = `resident-${crypto.randomUUID()}@example.jp`
  const account = await tenancy.run(municipality, () => addAccount({ ...own, passwordHash, email }))
  return {
    ...account,
    password,
    links: {
      registration: secretLink(
        'registration',
        { municipality: municipality.id, email: `new-${email}` },
        '1 day'
      ),
      reset: secretLink(
        'reset',
        { municipality: municipality.id, account: account.id, version: 1 },
        '1 hour'
      ),
    },
  }
}

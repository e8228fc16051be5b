import type { BookerDirectory } from '#modules/reservation/api'
import { findAccount } from './queries/find_account.js'
import { nameAccounts } from './queries/name_accounts.js'
import { phonesOfAccounts } from './queries/phones_of_accounts.js'
import { foldId } from './user_id.js'

/** By 利用者ID or ログインID, whichever somebody says on the phone (R47, R49). */
const directory: BookerDirectory = {
  async find(typed) {
    const id = foldId(typed)
    const found = []
    for (const key of ['user_key', 'login_key'] as const) found.push(await findAccount(key, id))
    return [...new Set(found.flatMap((account) => account?.id ?? []))]
  },
  names: nameAccounts,
  phones: phonesOfAccounts,
}

export default directory

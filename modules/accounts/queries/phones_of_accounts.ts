import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { tenancy } from '#app/tenancy/main'

/** The phone numbers of accounts, by their id, in the order they are to be tried; whoever asks sees them. */
export async function phonesOfAccounts(ids: string[]): Promise<Map<string, string>> {
  const { rows } = await db.rawQuery(
    `SELECT id, concat_ws(' / ', nullif(details ->> 'phone', ''), nullif(details ->> 'other_phone', '')) AS phones
       FROM accounts
      WHERE municipality_id = ? AND id = ANY (?::uuid[])
        AND coalesce(nullif(details ->> 'phone', ''), nullif(details ->> 'other_phone', '')) IS NOT NULL`,
    [tenancy.current().municipalityId, ids] as any[]
  )
  const phones = new Map<string, string>()
  for (const { id, phones: numbers } of rows) phones.set(id, numbers)
  await audit.recordEach('accounts.list', 'account', [...phones.keys()])
  return phones
}

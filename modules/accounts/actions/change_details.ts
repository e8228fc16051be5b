import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { indexValues, type FieldSet } from '#app/fields/main'
import type { FieldSide, FieldValues } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { E_ACCOUNT_REFUSED } from '../errors.js'

/**
 * Stores what one side's form says of an account. What that form does not ask
 * for stays as it was, whoever entered it.
 *
 * @throws E_ACCOUNT_REFUSED when the account is withdrawn
 */
export async function changeDetails(
  id: string,
  values: FieldValues,
  fields: FieldSet,
  side: FieldSide
) {
  const asked = fields.asked(side).map(({ key }) => key)
  const { rows } = await db.rawQuery(
    `UPDATE accounts SET details = (details - ?::text[]) || ?::jsonb
      WHERE municipality_id = ? AND id = ? AND state <> 'withdrawn'
      RETURNING details`,
    [asked, JSON.stringify(values), tenancy.current().municipalityId, id] as any[]
  )
  if (rows.length === 0) throw new E_ACCOUNT_REFUSED()
  await indexValues(fields, id, rows[0].details)
  await audit.record({ action: 'accounts.change_details', subject: { type: 'account', id } })
}

import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { audit } from '#app/audit/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { E_RESIDENT_DATA_IN_USE } from '../errors.js'
import { reasonsAgainst } from '../queries/reasons_against.js'

/**
 * Sets whether the municipality holds residents' data. The row's lock is the
 * one every writer of such data takes (refuse_resident_data), so what is looked
 * at stays so until the commit.
 *
 * @returns whether anything changed
 * @throws E_RESIDENT_DATA_IN_USE when it is to hold none while some is in use or stored
 */
export async function holdResidentData(holds: boolean, i18n: I18n): Promise<boolean> {
  const { municipalityId } = tenancy.current()
  const { rows } = await db.rawQuery(
    'SELECT code, holds_resident_data AS holds FROM municipalities WHERE id = ? FOR UPDATE',
    [municipalityId]
  )
  if (rows[0].holds === holds) return false
  if (!holds) {
    municipalities.forget()
    const reasons = await reasonsAgainst(await municipalities.byId(municipalityId), i18n)
    if (reasons.length > 0) throw new E_RESIDENT_DATA_IN_USE(reasons)
  }
  await db.rawQuery(
    'UPDATE municipalities SET holds_resident_data = ?, updated_at = now() WHERE id = ?',
    [holds, municipalityId]
  )
  await audit.record({
    action: 'core.hold_resident_data',
    subject: { type: 'municipality', id: rows[0].code },
    detail: { changes: { holdsResidentData: { from: !holds, to: holds } } },
  })
  tenancy.afterCommit(async () => municipalities.forget())
  return true
}

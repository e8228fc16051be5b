import db from '@adonisjs/lucid/services/db'
import { findLinkCode, revokeLinkCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'

/** Coded, because nobody wrote it: the core keeps it where words would be. */
const BECAUSE = '#resident_deleted'

/**
 * Deletes residents nothing finds any more (登録抹消): with them goes what link
 * code stood for whom. The codes stay in the core and stand for nobody; they
 * are stopped, so that nobody books or is handed a card with one.
 *
 * @returns how many there were
 */
export async function deleteResidents(ids: string[]): Promise<number> {
  const { municipalityId } = tenancy.current()
  const { rows: ended } = await db.rawQuery(
    `DELETE FROM resident_link_codes WHERE municipality_id = ? AND resident_id = ANY (?::uuid[])
     RETURNING code`,
    [municipalityId, ids] as any[]
  )
  for (const { code } of ended) {
    if ((await findLinkCode(code))?.state === 'active') await revokeLinkCode(code, BECAUSE)
  }
  const { rowCount } = (await db.rawQuery(
    `DELETE FROM residents
      WHERE municipality_id = ? AND id = ANY (?::uuid[]) AND state = 'deregistered'`,
    [municipalityId, ids] as any[]
  )) as { rowCount: number }
  return rowCount
}

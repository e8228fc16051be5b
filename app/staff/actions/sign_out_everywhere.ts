import db from '@adonisjs/lucid/services/db'

/**
 * Ends every session of a staff member, at once and on every device.
 *
 * @param staffId also the tag under which sessions are kept
 * @returns how many sessions ended
 */
export async function signOutEverywhere(staffId: string): Promise<number> {
  const { rowCount } = await db
    .connection('system')
    .rawQuery('DELETE FROM sessions WHERE user_id = ?', [staffId])
  return rowCount ?? 0
}

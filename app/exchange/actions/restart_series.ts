import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import { startSeries } from './start_series.js'

/** Begins every series of ours anew, because files carry other keys from now on. */
export async function restartSeries() {
  const { rows } = await db.rawQuery(
    `SELECT feed FROM exchange_series
      WHERE municipality_id = ? AND direction = 'out' AND ended_at IS NULL ORDER BY feed`,
    [tenancy.current().municipalityId]
  )
  for (const { feed } of rows) await startSeries(feed, 'new_keys')
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** One at a time numbers, or takes in, the files of a feed: of two clerks at once the second sees what the first did. */
export async function lockFeed(direction: 'out' | 'in', feed: string) {
  await db.rawQuery('SELECT pg_advisory_xact_lock(hashtext(?), ?)', [
    `exchange ${direction} ${feed}`,
    tenancy.current().municipalityId,
  ])
}

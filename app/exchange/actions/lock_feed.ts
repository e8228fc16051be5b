import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'

/** One at a time numbers, takes in, or reads the files of a feed: of two at once the second sees what the first did. */
export async function lockFeed(what: 'out' | 'in' | 'read', feed: string) {
  await db.rawQuery('SELECT pg_advisory_xact_lock(hashtext(?), ?)', [
    `exchange ${what} ${feed}`,
    tenancy.current().municipalityId,
  ])
}

import db from '@adonisjs/lucid/services/db'
import { tenancy } from '#app/tenancy/main'
import type { StoredField } from '../definitions.js'

/** What the municipality chose for a subject, at one version; nothing at version 0. */
export async function storedFields(subject: string, version: number): Promise<StoredField[]> {
  if (version === 0) return []
  const { rows } = await db.rawQuery(
    'SELECT definitions FROM field_sets WHERE municipality_id = ? AND subject = ? AND version = ?',
    [tenancy.current().municipalityId, subject, version]
  )
  return rows[0]?.definitions ?? []
}

/** The version in force, as the database has it at this moment. */
export async function currentVersion(subject: string): Promise<number> {
  const { rows } = await db.rawQuery(
    `SELECT coalesce(max(version), 0) AS version FROM field_sets
      WHERE municipality_id = ? AND subject = ?`,
    [tenancy.current().municipalityId, subject]
  )
  return rows[0].version
}

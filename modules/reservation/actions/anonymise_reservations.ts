import db from '@adonisjs/lucid/services/db'
import { fieldSetOf, forgetIndexed, staysAnonymous } from '#app/fields/main'
import { municipalities, tenancy } from '#app/tenancy/main'
import { applicationFields } from '../subjects.js'

/**
 * Makes reservations anonymous: when and where, what became of them and what
 * was chosen stay, so that every report counts as before; whoever it was is
 * gone, and so are the keys that open them.
 *
 * @returns how many were not yet
 */
export async function anonymiseReservations(ids: string[]): Promise<number> {
  const { municipalityId } = tenancy.current()
  const fields = await fieldSetOf(applicationFields, await municipalities.byId(municipalityId))
  const keep = fields.definitions
    .filter((definition) => staysAnonymous(definition, fields.typeOf(definition).chosen))
    .map(({ key }) => key)
  const { rowCount } = (await db.rawQuery(
    `UPDATE reservations
        SET anonymised_at = now(), draft = NULL, contact = NULL, booker_id = NULL, handling_note = NULL,
            access_key_hash = NULL, hold_token_hash = NULL, link_code = NULL,
            answers = (SELECT coalesce(jsonb_object_agg(key, value), '{}')
                         FROM jsonb_each(answers) WHERE key = ANY (?::text[]))
      WHERE municipality_id = ? AND id = ANY (?::uuid[]) AND anonymised_at IS NULL`,
    [keep, municipalityId, ids] as any[]
  )) as { rowCount: number }
  await forgetIndexed(applicationFields, ids, { keep })
  return rowCount
}

import db from '@adonisjs/lucid/services/db'
import { idsOf, type PersonEraser, type PersonKey } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'

/** Nobody's address hashes to nothing. */
const NOBODY = '\\x'

const recipientsOf = (keys: PersonKey[]) => idsOf(keys, 'mail_recipient').map((id) => `\\x${id}`)

/** Takes the recipient off the messages there were: how many mails were sent stays countable. */
const mailEraser: PersonEraser = {
  async preview(keys, { i18n }) {
    const { rows } = await db.rawQuery(
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE state = 'queued')::int AS queued
         FROM mail_messages
        WHERE municipality_id = ? AND recipient_hash = ANY (?::text[]::bytea[])`,
      [tenancy.current().municipalityId, recipientsOf(keys)] as any[]
    )
    const { n, queued } = rows[0]
    if (n === 0) return { goes: [], stays: [], hindrances: [] }
    return {
      goes: [i18n.t('privacy.erase.mail_goes', { n })],
      stays: [i18n.t('privacy.erase.mail_stays')],
      hindrances: queued > 0 ? [i18n.t('privacy.erase.mail_queued', { n: queued })] : [],
    }
  },

  async erase(keys) {
    const { rowCount } = (await db.rawQuery(
      `UPDATE mail_messages SET sealed = NULL, last_error = NULL, recipient_hash = ?::bytea
        WHERE municipality_id = ? AND state <> 'queued'
          AND recipient_hash = ANY (?::text[]::bytea[])`,
      [NOBODY, tenancy.current().municipalityId, recipientsOf(keys)] as any[]
    )) as { rowCount: number }
    return rowCount
  },
}

export default mailEraser

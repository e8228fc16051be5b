import db from '@adonisjs/lucid/services/db'
import { idsOf, type FindPerson } from '#app/module_kit/main'
import { tenancy } from '#app/tenancy/main'
import { formatTimestamp } from '#app/ui/main'

interface FoundMessage {
  template: string
  state: string
  createdAt: Date
  readable: boolean
}

/** The messages to somebody, as far as the outbox still knows of them. */
const mailOfPerson: FindPerson = async (keys, { i18n }) => {
  const recipients = idsOf(keys, 'mail_recipient')
  if (recipients.length === 0) return { sections: [], keys: [] }
  const { rows } = await db.rawQuery(
    `SELECT template, state, created_at AS "createdAt", sealed IS NOT NULL AS readable
       FROM mail_messages
      WHERE municipality_id = ? AND recipient_hash = ANY (?::text[]::bytea[])
      ORDER BY created_at DESC LIMIT 1000`,
    [tenancy.current().municipalityId, recipients.map((id) => `\\x${id}`)] as any[]
  )
  if (rows.length === 0) return { sections: [], keys: [] }
  return {
    sections: [
      {
        title: i18n.t('privacy.person.mail'),
        rows: rows.map((message: FoundMessage) => ({
          label: formatTimestamp(message.createdAt),
          value: [
            i18n.t(`mail.templates.${message.template}`, undefined, message.template),
            i18n.t(`mail.states.${message.state}`),
            i18n.t(message.readable ? 'privacy.person.mail_kept' : 'privacy.person.mail_erased'),
          ].join('、'),
        })),
      },
    ],
    keys: [],
  }
}

export default mailOfPerson

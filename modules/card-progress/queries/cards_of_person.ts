import db from '@adonisjs/lucid/services/db'
import { idsOf, type FindPerson } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { tenancy } from '#app/tenancy/main'
import { formatTimestamp } from '#app/ui/main'
import { historyOf } from './history_of.js'
import { statusWords } from './status_words.js'

/** The cards of somebody's link codes with what happened to them. */
const cardsOfPerson: FindPerson = async (keys, { i18n }) => {
  const { rows } = await db.rawQuery(
    `SELECT id, link_code AS "linkCode", card_number AS "cardNumber" FROM card_cases
      WHERE municipality_id = ? AND link_code = ANY (?::text[]) ORDER BY created_at`,
    [tenancy.current().municipalityId, idsOf(keys, 'link_code')] as any[]
  )
  const words = await statusWords(i18n)
  const told = (at: Date, status: string, reason: string | null) => ({
    label: formatTimestamp(at),
    value: reason
      ? i18n.t('card-progress.staff.privacy.with_reason', { status, reason: words.reason(reason)! })
      : status,
  })
  const sections = []
  for (const { id, linkCode, cardNumber } of rows) {
    const history = await historyOf(id)
    sections.push({
      title: i18n.t('card-progress.staff.privacy.section', { code: formatReadableCode(linkCode) }),
      rows: [
        ...(cardNumber
          ? [{ label: i18n.t('card-progress.staff.words.card_number'), value: cardNumber }]
          : []),
        ...history.flatMap((line) => [
          told(line.recordedAt, words.full(line.code, line.variant), line.reason),
          ...(line.cancelledAt
            ? [told(line.cancelledAt, words.name('CANCEL'), line.cancelReason)]
            : []),
        ]),
      ],
    })
  }
  return { sections, keys: [] }
}

export default cardsOfPerson

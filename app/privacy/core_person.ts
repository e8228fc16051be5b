import type { I18n } from '@adonisjs/i18n'
import { findLinkCode, formatReadableCode } from '#app/exchange/main'
import { mailOfPerson } from '#app/mail/main'
import { idsOf, type FindPerson } from '#app/module_kit/main'
import { formatTimestamp } from '#app/ui/main'
import { accessesTo } from './queries/accesses_to.js'

/** What the core itself holds on somebody: mails, link codes, and that their records were looked at. */
const corePerson: FindPerson = async (keys, context) => {
  const { i18n } = context
  const mail = await mailOfPerson(keys, context)
  const codes = []
  for (const id of idsOf(keys, 'link_code')) {
    const found = await findLinkCode(id)
    if (found) codes.push(found)
  }
  const accesses = await accessesTo(keys)
  return {
    sections: [
      ...codes.map(({ code, state, issuedAt, revokedBecause: because }) => ({
        title: i18n.t('privacy.person.link_code'),
        rows: [
          { label: i18n.t('privacy.person.code'), value: formatReadableCode(code) },
          { label: i18n.t('privacy.person.state'), value: i18n.t(`privacy.person.code_${state}`) },
          { label: i18n.t('privacy.person.issued'), value: formatTimestamp(issuedAt) },
          ...(because
            ? [{ label: i18n.t('privacy.person.because'), value: inWords(because, i18n) }]
            : []),
        ],
      })),
      ...mail.sections,
      ...(accesses.count > 0
        ? [
            {
              title: i18n.t('privacy.person.accesses'),
              rows: [
                {
                  label: i18n.t('privacy.person.accesses_count'),
                  value: i18n.t('privacy.person.times', { n: accesses.count }),
                },
                {
                  label: i18n.t('privacy.person.accesses_span'),
                  value: `${formatTimestamp(accesses.first!)} 〜 ${formatTimestamp(accesses.last!)}`,
                },
              ],
            },
          ]
        : []),
    ],
    keys: [],
  }
}

/** A reason that was chosen, or is a program's, is a code with words for the audit log. */
const inWords = (because: string, i18n: I18n) =>
  because.startsWith('#') ? i18n.t(`audit.values.${because}`, undefined, because) : because

export default corePerson

import type { I18n } from '@adonisjs/i18n'
import { formatTime, formatWareki } from '#app/ui/main'

interface Heading {
  title: string
  municipality: { name: string }
  /** What it is about: the day, the counter. */
  facts: string[]
  /** Who makes it. */
  staff: { name: string }
  i18n: I18n
}

/**
 * What /common.typ prints around every document, as its data's `head`: what it
 * is, of whom, about what, when it was made and by whom.
 */
export function paperHead({ title, municipality, facts, staff, i18n }: Heading) {
  const now = new Date()
  return {
    title,
    facts,
    municipality: municipality.name,
    printed: i18n.t('documents.printed', {
      moment: `${formatWareki(now)} ${formatTime(now)}`,
      name: staff.name,
    }),
    missing: i18n.t('documents.missing_characters'),
  }
}

import type { I18n } from '@adonisjs/i18n'
import type { Report } from '@madoguchi/module-kit'
import { COUNTED, type EventCounts } from '../queries/count_events.js'
import { statusWords } from '../queries/status_words.js'

/** A period's events by whatever they were counted by, with the rates of booking and not coming and the cards kept at the end. */
export async function monthlyReport(
  counts: EventCounts[],
  heading: string,
  i18n: I18n
): Promise<Report> {
  const words = await statusWords(i18n)
  const t = (key: string) => i18n.t(`card-progress.staff.reports.${key}`)
  const sum = (code: (typeof COUNTED)[number]) =>
    counts.reduce((total, one) => total + one.counts[code], 0)
  /** A town that does without a status is not shown a column of zeros. */
  const codes = COUNTED.filter((code) => words.inUse(code) || sum(code) > 0)
  return {
    columns: [
      { label: heading },
      ...codes.map((code) => ({ label: words.name(code), kind: 'number' as const })),
      { label: t('columns.booking_rate'), kind: 'share' },
      { label: t('columns.no_show_rate'), kind: 'share' },
      { label: t('columns.days_to_issue') },
      { label: t('columns.closing'), kind: 'number' },
    ],
    rows: counts.map((one) => [
      one.name,
      ...codes.map((code) => one.counts[code]),
      rate(one.counts.RESERVE, one.counts.NOTIFY),
      rate(one.counts.NOSHOW, one.counts.RESERVE),
      one.daysToIssue === null ? null : String(one.daysToIssue),
      one.stock,
    ]),
    totals: [
      t('total'),
      ...codes.map(sum),
      rate(sum('RESERVE'), sum('NOTIFY')),
      rate(sum('NOSHOW'), sum('RESERVE')),
      null,
      counts.reduce((total, { stock }) => total + stock, 0),
    ],
    chart: {
      title: t('charts.issued'),
      bars: counts.map(({ name, counts: { ISSUE } }) => ({ label: name, value: ISSUE })),
    },
    notes: [t('notes.by_day'), t('notes.rate')],
  }
}

const rate = (part: number, whole: number) => (whole > 0 ? part / whole : null)

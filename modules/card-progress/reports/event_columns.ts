import type { I18n } from '@adonisjs/i18n'
import type { Report, ReportCell } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { inTokyo } from '#app/ui/main'
import { inWords } from '../coded_words.js'
import type { ReportedEvent } from '../queries/events_between.js'

type ColumnName = keyof ReturnType<typeof columnsOf>

/** A list of events as a report, with the columns it asks for, and how many there are of each kind. */
export function eventList(
  events: ReportedEvent[],
  names: ColumnName[],
  i18n: I18n,
  countBy?: 'variant' | 'cause'
): Report {
  const all = columnsOf(i18n) as Record<
    ColumnName,
    { label: string; cell(event: ReportedEvent): ReportCell }
  >
  const columns = names.map((name) => all[name])
  const report: Report = {
    columns: columns.map(({ label }) => ({ label })),
    rows: events.map((event) => columns.map(({ cell }) => cell(event))),
  }
  if (!countBy) return report
  const counts = new Map<string, number>()
  for (const event of events) {
    const name = String(all[countBy].cell(event) ?? '−')
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return {
    ...report,
    chart: {
      title: i18n.t(`card-progress.staff.reports.charts.by_${countBy}`),
      bars: [...counts].map(([name, value]) => ({ label: name, value })),
    },
  }
}

function columnsOf(i18n: I18n) {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  return {
    day: { label: t('words.happened_on'), cell: ({ happenedOn }: ReportedEvent) => happenedOn },
    code: {
      label: t('words.link_code'),
      cell: ({ linkCode }: ReportedEvent) => formatReadableCode(linkCode),
    },
    number: {
      label: t('words.card_number'),
      cell: ({ cardNumber }: ReportedEvent) => cardNumber,
    },
    variant: {
      label: t('words.variant'),
      cell: ({ variant }: ReportedEvent) => variant && t(`variants.${variant}`),
    },
    cause: {
      label: t('words.cause'),
      cell: ({ cause }: ReportedEvent) => cause && t(`causes.${cause}`),
    },
    reason: {
      label: t('words.reason'),
      cell: ({ reason }: ReportedEvent) => inWords(i18n, reason),
    },
    counter: { label: t('words.counter'), cell: ({ counterName }: ReportedEvent) => counterName },
    batch: { label: t('words.batch'), cell: ({ batchNumber }: ReportedEvent) => batchNumber },
    method: {
      label: t('words.method'),
      cell: ({ method }: ReportedEvent) => t(`methods.${method}`),
    },
    deadline: { label: t('words.deadline'), cell: ({ deadline }: ReportedEvent) => deadline },
    by: { label: t('words.by'), cell: ({ by }: ReportedEvent) => by },
    proposedBy: { label: t('disposals.proposed_by'), cell: ({ by }: ReportedEvent) => by },
    confirmedBy: {
      label: t('disposals.confirmed_by'),
      cell: ({ confirmedBy }: ReportedEvent) => confirmedBy,
    },
    disposalMethod: {
      label: t('disposals.method'),
      cell: ({ disposalMethod }: ReportedEvent) => inWords(i18n, disposalMethod),
    },
    cameAt: {
      label: t('reports.columns.came_at'),
      cell: ({ visitAt }: ReportedEvent) => visitAt && inTokyo(visitAt).toFormat('HH:mm'),
    },
    reference: {
      label: t('words.reference'),
      cell: ({ reference }: ReportedEvent) => reference,
    },
    oldCard: {
      label: t('words.old_card'),
      cell: ({ oldCardCollected }: ReportedEvent) => (oldCardCollected ? '○' : null),
    },
  }
}

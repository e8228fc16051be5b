import type { I18n } from '@adonisjs/i18n'
import type { Report, ReportCell, ReportRequest } from '@madoguchi/module-kit'
import { formatReadableCode } from '#app/exchange/main'
import { fileDate, inTokyo } from '#app/ui/main'
import { inWords } from '../coded_words.js'
import {
  countOfEvents,
  eventsBetween,
  type EventsAsked,
  type ReportedEvent,
} from '../queries/events_between.js'

type ColumnName = keyof ReturnType<typeof columnsOf>

/** A list of events as a report, or a page of it, with the columns it asks for, and how many there are of each kind. */
export async function eventList(
  { i18n, page, ...reach }: ReportRequest,
  events: EventsAsked,
  names: ColumnName[],
  countBy?: 'variant' | 'cause'
): Promise<Report> {
  const all = columnsOf(i18n) as Record<
    ColumnName,
    { label: string; cell(event: ReportedEvent): ReportCell }
  >
  const columns = names.map((name) => all[name])
  const counts = await countOfEvents(reach, events, countBy)
  const rows = await eventsBetween(reach, events, page)
  return {
    columns: columns.map(({ label }) => ({ label })),
    rows: rows.map((event) => columns.map(({ cell }) => cell(event))),
    total: counts.reduce((sum, { count }) => sum + count, 0),
    chart: countBy && {
      title: i18n.t(`card-progress.staff.reports.charts.by_${countBy}`),
      bars: counts.map(({ name, count }) => ({
        label: name === null ? '−' : i18n.t(`card-progress.staff.${countBy}s.${name}`),
        value: count,
      })),
    },
  }
}

function columnsOf(i18n: I18n) {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  return {
    day: {
      label: t('words.happened_on'),
      cell: ({ happenedOn }: ReportedEvent) => fileDate(happenedOn),
    },
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
    deadline: {
      label: t('words.deadline'),
      cell: ({ deadline }: ReportedEvent) => fileDate(deadline),
    },
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

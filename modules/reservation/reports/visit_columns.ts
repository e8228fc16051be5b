import type { I18n } from '@adonisjs/i18n'
import type { Report, ReportCell, ReportRequest } from '@madoguchi/module-kit'
import { howItCame } from '../how_it_came.js'
import { placeInParty } from '../place_in_party.js'
import { countByDay, listVisits, type Visit } from '../queries/list_visits.js'

interface VisitColumn {
  label: string
  kind?: 'number'
  cell(visit: Visit): ReportCell
}

export type ColumnName = keyof ReturnType<typeof columnsOf>

/** The visits of one day as a report, with the columns it asks for, and how many there are a counter. */
export function visitsOfDay(visits: Visit[], names: ColumnName[], i18n: I18n): Report {
  const counts = Map.groupBy(visits, ({ counterName }) => counterName)
  return {
    ...tableOf(visits, names, i18n),
    chart: chartOf(
      'counter',
      [...counts].map(([label, own]) => ({ label, value: own.length })),
      i18n
    ),
  }
}

/** The visits of some days, or a page of them, and how many there are a day. */
export async function visitsOfDays(
  { i18n, page, ...reach }: ReportRequest,
  list: Parameters<typeof listVisits>[1],
  names: ColumnName[]
): Promise<Report> {
  const days = await countByDay(reach, list)
  return {
    ...tableOf(await listVisits(reach, list, page), names, i18n),
    total: days.reduce((sum, { count }) => sum + count, 0),
    chart: chartOf(
      'day',
      days.map(({ date, count }) => ({ label: date, value: count })),
      i18n
    ),
  }
}

function tableOf(visits: Visit[], names: ColumnName[], i18n: I18n): Report {
  const all: Record<ColumnName, VisitColumn> = columnsOf(i18n)
  const columns = names.map((name) => all[name])
  return {
    columns: columns.map(({ label, kind }) => ({ label, kind })),
    rows: visits.map((visit) => columns.map(({ cell }) => cell(visit))),
  }
}

/** Nothing where there is nothing to count. */
function chartOf(
  by: 'day' | 'counter',
  bars: { label: string; value: number }[],
  i18n: I18n
): Report['chart'] {
  if (bars.length === 0) return undefined
  return { title: i18n.t(`reservation.staff.reports.charts.listed_by_${by}`), bars }
}

function columnsOf(i18n: I18n) {
  const word = wordsOf(i18n)
  return {
    date: {
      label: word('staff.list.visit_date'),
      cell: ({ date }: Visit) => date,
    },
    time: {
      label: word('staff.list.visit_time'),
      cell: ({ time }: Visit) => time,
    },
    counter: { label: word('words.place'), cell: ({ counterName }: Visit) => counterName },
    number: {
      label: word('words.number'),
      kind: 'number' as const,
      cell: ({ receptionNumber }: Visit) => receptionNumber,
    },
    shelf: { label: word('staff.list.shelf'), cell: ({ shelf }: Visit) => shelf ?? null },
    procedure: {
      label: word('words.procedure'),
      cell: ({ procedureName }: Visit) => procedureName,
    },
    party: {
      label: word('staff.reports.columns.party'),
      cell: (visit: Visit) => placeInParty(visit, i18n),
    },
    state: {
      label: word('words.state'),
      cell: ({ state }: Visit) => word(`states.${state}`),
    },
    how: {
      label: word('staff.slot.how'),
      cell: (visit: Visit) => word(`staff.slot.${howItCame(visit)}`),
    },
    arrivedAt: {
      label: word('staff.reports.columns.arrived_at'),
      cell: ({ settledAt }: Visit) => settledAt,
    },
    collected: {
      label: word('staff.handling.old_card'),
      cell: ({ oldCardCollected }: Visit) => (oldCardCollected ? '○' : null),
    },
    oldCard: {
      label: word('fields.old_card'),
      cell: ({ oldCard }: Visit) => oldCard && word(`fields.old_card_${oldCard}`),
    },
  }
}

/** A month of a large city has ten thousand lines with the same few words. */
function wordsOf(i18n: I18n) {
  const known = new Map<string, string>()
  return (key: string) => {
    if (!known.has(key)) known.set(key, i18n.t(`reservation.${key}`))
    return known.get(key)!
  }
}

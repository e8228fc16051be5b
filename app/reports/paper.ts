import type { I18n } from '@adonisjs/i18n'
import type { Report, ReportDeclaration } from '#app/module_kit/main'
import { formatWareki, formatWarekiWithWeekday, formatWarekiYear, inTokyo } from '#app/ui/main'
import { isFigure, shadeOf, shownCell } from './cells.js'
import type { AskedFilter } from './read_filter.js'
import { tableLayout } from './table_layout.js'

/** The period in 和暦 and the counter, as a report says what it is about. */
export function factsOf(
  { period }: ReportDeclaration,
  { filter, counters }: AskedFilter,
  i18n: I18n
): string[] {
  const counter = counters.find(({ id }) => id === filter.counter)?.name
  return [
    periodInWords(period, filter),
    counter ?? i18n.t(filter.counterIds ? 'reports.own_counters' : 'reports.all_counters'),
  ]
}

function periodInWords(
  period: ReportDeclaration['period'],
  { from, until }: { from: string; until: string }
) {
  if (period === 'month') return `${formatWarekiYear(from)}${inTokyo(from).month}月`
  return from === until
    ? formatWarekiWithWeekday(from)
    : `${formatWareki(from)} 〜 ${formatWareki(until)}`
}

/** A report as report.typ prints it. */
export function reportOnPaper({ columns, rows, totals, chart, notes = [] }: Report, i18n: I18n) {
  const cells = (row: Report['rows'][number]) =>
    row.map((cell, i) => ({
      text: shownCell(cell, columns[i]),
      shade: shadeOf(cell, columns[i]) ?? 0,
    }))
  const labels = columns.map(({ label }) => label)
  const lines = totals ? [...rows, totals] : rows
  const most = Math.max(1, ...(chart?.bars ?? []).map(({ value }) => value))
  return {
    columns: columns.map((column) => ({ label: column.label, figure: isFigure(column) })),
    table: tableLayout(
      labels,
      lines.map((row) => row.map((cell, i) => shownCell(cell, columns[i])))
    ),
    rows: rows.map(cells),
    totals: totals ? cells(totals) : [],
    chart: chart
      ? {
          title: chart.title,
          bars: chart.bars.map(({ label, value }) => ({ label, value, part: value / most })),
        }
      : null,
    notes,
    count: i18n.t('reports.count', { n: rows.length }),
    none: i18n.t('reports.none'),
  }
}

import type { LoadReport } from '@madoguchi/module-kit'
import { fileDate } from '#app/ui/main'
import { stockSheet as readSheet } from '../queries/stock_sheet.js'

/** 保管枚数棚卸表: how many cards should lie where, with a column to write down what was counted. */
const stockSheet: LoadReport = async ({ i18n, counterIds }) => {
  const t = (key: string) => i18n.t(`card-progress.staff.${key}`)
  const shelves = await readSheet(counterIds)
  const byCounter = new Map<string, number>()
  for (const { counterName, cards } of shelves) {
    byCounter.set(counterName, (byCounter.get(counterName) ?? 0) + cards)
  }
  return {
    columns: [
      { label: t('words.counter') },
      { label: t('words.shelf') },
      { label: t('reports.columns.cards'), kind: 'number' },
      { label: t('reports.columns.oldest_on') },
      { label: t('reports.columns.counted') },
    ],
    rows: shelves.map(({ counterName, shelf, cards, oldestOn }) => [
      ...[counterName, shelf ?? t('words.no_shelf'), cards, fileDate(oldestOn), null],
    ]),
    totals: [
      t('reports.total'),
      null,
      shelves.reduce((sum, { cards }) => sum + cards, 0),
      null,
      null,
    ],
    chart: {
      title: t('reports.charts.by_counter'),
      bars: [...byCounter].map(([name, value]) => ({ label: name, value })),
    },
    notes: [t('reports.notes.as_of_now')],
  }
}

export default stockSheet

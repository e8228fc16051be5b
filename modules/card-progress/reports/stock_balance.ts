import type { LoadReport } from '@madoguchi/module-kit'
import { stockBalance as readBalance, type StockBalance } from '../queries/stock_balance.js'

const FIGURES = [
  'opening',
  'arrival',
  'cardReturn',
  'issue',
  'disposal',
  'transfer',
  'loss',
  'adjustment',
  'closing',
] as const satisfies readonly (keyof StockBalance)[]

/** 在庫受払表: the stock equation, counter by counter (R13). */
const stockBalance: LoadReport = async ({ i18n, ...reach }) => {
  const t = (key: string) => i18n.t(`card-progress.staff.reports.${key}`)
  const counters = await readBalance(reach)
  const sum = (figure: (typeof FIGURES)[number]) =>
    counters.reduce((total, counter) => total + counter[figure], 0)
  return {
    columns: [
      { label: i18n.t('card-progress.staff.words.counter') },
      ...FIGURES.map((figure) => ({ label: t(`columns.${figure}`), kind: 'number' as const })),
    ],
    rows: counters.map((counter) => [
      counter.counterName,
      ...FIGURES.map((figure) => counter[figure]),
    ]),
    totals: [t('total'), ...FIGURES.map(sum)],
    chart: {
      title: t('charts.by_counter'),
      bars: counters.map(({ counterName, closing }) => ({ label: counterName, value: closing })),
    },
    notes: [t('notes.equation'), t('notes.in_transit'), t('notes.never_rewritten')],
  }
}

export default stockBalance

import type { LoadReport } from '@madoguchi/module-kit'
import { countVisits } from '../queries/count_visits.js'
import { countCells, countColumns } from './count_columns.js'

/** 月間報告: a month's reservations, cancellations, visits and no-shows, counter by counter (R113). */
const monthly: LoadReport = async ({ i18n, ...reach }) => {
  const word = (key: string) => i18n.t(`reservation.staff.reports.${key}`)
  const { counter, all } = await countVisits(reach)
  return {
    columns: [{ label: i18n.t('reservation.words.place') }, ...countColumns(i18n)],
    rows: counter.map((counts) => [counts.name, ...countCells(counts)]),
    totals: [word('total'), ...countCells(all)],
    chart: {
      title: word('charts.by_counter'),
      bars: counter.map(({ name, made }) => ({ label: name!, value: made })),
    },
    notes: [word('notes.by_visit'), word('notes.no_show_rate')],
  }
}

export default monthly

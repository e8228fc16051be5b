import type { LoadReport } from '@madoguchi/module-kit'
import { countVisits } from '../queries/count_visits.js'
import { countCells, countColumns } from './count_columns.js'

/** 手続種別ごとの件数: what people come for. */
const procedureCounts: LoadReport = async ({ i18n, ...reach }) => {
  const word = (key: string) => i18n.t(`reservation.staff.reports.${key}`)
  const { procedure, all } = await countVisits(reach)
  const named = procedure.map((counts) => ({
    ...counts,
    name: counts.name ?? word('no_procedure'),
  }))
  return {
    columns: [{ label: i18n.t('reservation.words.procedure') }, ...countColumns(i18n)],
    rows: named.map((counts) => [counts.name, ...countCells(counts)]),
    totals: [word('total'), ...countCells(all)],
    chart: {
      title: word('charts.by_procedure'),
      bars: named.map(({ name, made }) => ({ label: name, value: made })),
    },
    notes: [word('notes.no_show_rate')],
  }
}

export default procedureCounts

import type { LoadReport } from '@madoguchi/module-kit'
import { countVisits } from '../queries/count_visits.js'
import { countCells, countColumns } from './count_columns.js'
import { hourBand } from './hour_band.js'

/** 日次件数: a day's figures by counter, by hour and by procedure type. */
const dailyCounts: LoadReport = async ({ i18n, ...reach }) => {
  const word = (key: string) => i18n.t(`reservation.staff.reports.${key}`)
  const counted = await countVisits(reach)
  counted.time = counted.time.map((counts) => ({ ...counts, name: hourBand(counts.hour!, i18n) }))
  const groups = ['counter', 'time', 'procedure'] as const
  return {
    columns: [
      { label: word('columns.group') },
      { label: word('columns.name') },
      ...countColumns(i18n),
    ],
    rows: groups.flatMap((group) =>
      counted[group].map((counts) => [
        word(`by.${group}`),
        counts.name ?? word('no_procedure'),
        ...countCells(counts),
      ])
    ),
    totals: [word('total'), '', ...countCells(counted.all)],
    chart: {
      title: word('charts.by_time'),
      bars: counted.time.map(({ name, made, cancelled }) => ({
        label: name!,
        value: made - cancelled,
      })),
    },
    notes: [word('notes.total_once'), word('notes.no_show_rate')],
  }
}

export default dailyCounts

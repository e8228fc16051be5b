import type { LoadReport, ReportCell } from '@madoguchi/module-kit'
import { hourBand } from './hour_band.js'
import { utilisation, type UsedHour } from '../queries/utilisation.js'

/** 利用率: which hours of which weekdays are full, as shades behind the figures. */
const utilisationMap: LoadReport = async ({ i18n, ...reach }) => {
  const word = (key: string) => i18n.t(`reservation.staff.reports.${key}`)
  const used = await utilisation(reach)
  const weekdays = [...new Set(used.map(({ weekday }) => weekday))].sort()
  const hours = [...new Set(used.map(({ hour }) => hour))]
  const shares = (some: UsedHour[]): ReportCell[] => [
    ...weekdays.map((weekday) => shareOf(some.filter((one) => one.weekday === weekday))),
    shareOf(some),
  ]
  return {
    columns: [
      { label: word('columns.hour') },
      ...weekdays.map((weekday) => ({ label: word(`weekdays.${weekday}`), kind: 'heat' as const })),
      { label: word('total'), kind: 'heat' as const },
    ],
    rows: hours.map((hour) => [
      hourBand(hour, i18n),
      ...shares(used.filter((one) => one.hour === hour)),
    ]),
    totals: [word('total'), ...shares(used)],
    chart: {
      title: word('charts.by_weekday'),
      bars: weekdays.map((weekday) => ({
        label: word(`weekdays.${weekday}`),
        value: Math.round(Number(shareOf(used.filter((one) => one.weekday === weekday))) * 100),
      })),
    },
    notes: [word('notes.utilisation')],
  }
}

function shareOf(hours: UsedHour[]): ReportCell {
  const sum = (key: 'seats' | 'taken') => hours.reduce((total, hour) => total + hour[key], 0)
  return sum('seats') > 0 ? sum('taken') / sum('seats') : null
}

export default utilisationMap

import type { I18n } from '@adonisjs/i18n'
import type { ReportCell, ReportColumn } from '@madoguchi/module-kit'
import type { VisitCounts } from '../queries/count_visits.js'

const FIGURES = ['made', 'cancelled', 'arrived', 'noShow', 'expected'] as const

/** What every count of visits says of a group, after the group's name. */
export function countColumns(i18n: I18n): ReportColumn[] {
  const word = (name: string) => i18n.t(`reservation.staff.reports.columns.${name}`)
  return [
    ...FIGURES.map((name) => ({ label: word(name), kind: 'number' as const })),
    { label: word('no_show_rate'), kind: 'share' },
    { label: word('walkIn'), kind: 'number' },
  ]
}

/** The share of those who did not come among those whose visit is settled; nothing while none is. */
export function countCells(counts: VisitCounts): ReportCell[] {
  const settled = counts.arrived + counts.noShow
  return [
    ...FIGURES.map((name) => counts[name]),
    settled > 0 ? counts.noShow / settled : null,
    counts.walkIn,
  ]
}

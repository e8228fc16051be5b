import type { MonthlyLines } from '@madoguchi/module-kit'
import { countVisits } from './queries/count_visits.js'

const FIGURES = ['made', 'cancelled', 'arrived', 'noShow', 'expected'] as const

/** What the municipality's monthly report says of its reservations (R113). */
const lines: MonthlyLines = async ({ i18n, ...reach }) => {
  const { all } = await countVisits(reach)
  return FIGURES.map((name) => ({
    section: i18n.t('reservation.module.title'),
    item: i18n.t(`reservation.staff.reports.columns.${name}`),
    value: i18n.t('reservation.staff.list.count', { n: all[name] }),
  }))
}

export default lines

import type { ReportDeclaration } from '@madoguchi/module-kit'

const label = (name: string) => `reservation.staff.reports.${name}.title`

/** A list of single visits: whoever may see reservations may see it, taking it away is the same as taking their list. */
const list = (
  name: string,
  period: ReportDeclaration['period'],
  load: ReportDeclaration['load']
): ReportDeclaration => ({
  id: `reservation.${name}`,
  label: label(name),
  permission: 'reservation.view',
  exportPermission: 'reservation.export',
  ...{ period, load },
})

/** Figures, in which nobody can be found. */
const figures = (
  name: string,
  period: ReportDeclaration['period'],
  load: ReportDeclaration['load']
): ReportDeclaration => ({
  id: `reservation.${name}`,
  label: label(name),
  permission: 'reservation.view_figures',
  ...{ period, load },
})

/** 管理帳票 of the reservations (R10). */
export const reservationReports: ReportDeclaration[] = [
  list('day_reservations', 'day', () => import('./day_reservations.js')),
  list('visitors', 'day', () => import('./visitors.js')),
  list('no_shows', 'days', () => import('./no_shows.js')),
  list('old_cards', 'days', () => import('./old_cards.js')),
  figures('daily_counts', 'day', () => import('./daily_counts.js')),
  figures('procedure_counts', 'days', () => import('./procedure_counts.js')),
  figures('utilisation', 'days', () => import('./utilisation.js')),
  figures('monthly', 'month', () => import('./monthly.js')),
]

import type { ReportDeclaration } from '@madoguchi/module-kit'

const label = (name: string) => `card-progress.staff.reports.${name}.title`

/** A list of single cards: whoever may see cards may see it, taking it away is the same as taking their list. */
const list = (
  name: string,
  period: ReportDeclaration['period'],
  load: ReportDeclaration['load']
): ReportDeclaration => ({
  id: `card-progress.${name}`,
  label: label(name),
  permission: 'card-progress.view',
  exportPermission: 'card-progress.export',
  ...{ period, load },
})

/** What the reservation module lists by its visits, where that one is another deployment's (R5). */
const fromCards = (
  name: string,
  period: ReportDeclaration['period'],
  load: ReportDeclaration['load']
): ReportDeclaration => ({ ...list(name, period, load), without: 'reservation' })

/** Figures, in which no card can be found. */
const figures = (
  name: string,
  period: ReportDeclaration['period'],
  load: ReportDeclaration['load']
): ReportDeclaration => ({
  id: `card-progress.${name}`,
  label: label(name),
  permission: 'card-progress.view_figures',
  ...{ period, load },
})

/** 管理帳票 of the cards (R10, domain §1.5). */
export const progressReports: ReportDeclaration[] = [
  fromCards('expected', 'day', () => import('./expected.js')),
  fromCards('visitors', 'days', () => import('./visitors.js')),
  fromCards('no_shows', 'days', () => import('./no_shows.js')),
  fromCards('old_cards', 'days', () => import('./old_cards.js')),
  list('send_backs', 'days', () => import('./send_backs.js')),
  list('notices', 'days', () => import('./notices.js')),
  list('returns', 'days', () => import('./returns.js')),
  list('to_remind', 'day', () => import('./to_remind.js')),
  list('to_dispose', 'day', () => import('./to_dispose.js')),
  list('disposals', 'days', () => import('./disposals.js')),
  list('issues', 'days', () => import('./issues.js')),
  list('refused_visits', 'days', () => import('./refused_visits.js')),
  list('progress', 'days', () => import('./progress.js')),
  figures('counts', 'days', () => import('./counts.js')),
  figures('stock_sheet', 'day', () => import('./stock_sheet.js')),
  figures('stock_balance', 'month', () => import('./stock_balance.js')),
  figures('issue_counts', 'days', () => import('./issue_counts.js')),
  figures('monthly', 'month', () => import('./monthly.js')),
  figures('monthly_methods', 'month', () => import('./monthly_methods.js')),
]

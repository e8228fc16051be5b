import type { ReportDeclaration } from '@madoguchi/module-kit'

/** 管理帳票 of what went to the post (R10, domain §1.5). */
export const printingReports: ReportDeclaration[] = [
  {
    id: 'printing.posting',
    label: 'printing.staff.reports.posting.title',
    permission: 'printing.print',
    period: 'days',
    load: () => import('./posting.js'),
  },
]

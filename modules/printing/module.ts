import { defineModule, fill, fillSlot, printRuns } from '@madoguchi/module-kit'
import { foundResidents, residentDetail } from '#modules/resident-registry/api'
import { letterLayouts } from './api.js'
import { printingPersonalData } from './personal_data.js'
import { printingReports } from './reports/declared.js'
import { printingSettings } from './settings.js'

/** 印刷: what goes to residents by post. */
export default defineModule({
  id: 'printing',
  version: '1.0.0',
  platform: '^1.0.0',
  title: 'printing.module.title',
  description: 'printing.module.description',
  requires: ['resident-registry'],
  optional: ['accounts', 'card-progress'],
  handlesResidentData: true,

  views: 'resources/views',
  translations: 'resources/lang',
  migrations: 'database/migrations',
  routes: { staff: () => import('./routes/staff.js') },
  commands: [() => import('./commands.js')],
  settings: printingSettings,
  reports: printingReports,
  personalData: printingPersonalData,
  provides: [letterLayouts],
  fills: [fill(printRuns, () => import('./queries/list_print_runs.js'))],
  fillsSlots: [
    fillSlot(foundResidents, { view: 'printing::slots/found', permission: 'printing.print' }),
    fillSlot(residentDetail, {
      view: 'printing::slots/resident',
      data: () => import('./resident_slot.js'),
    }),
  ],
  jobs: [
    { name: 'printing.make_print', handler: () => import('./jobs/make_print.js') },
    { name: 'printing.record_sending', handler: () => import('./jobs/record_sending.js') },
    {
      name: 'printing.tend_prints',
      handler: () => import('./jobs/tend_prints.js'),
      schedule: '* * * * *',
      always: true,
    },
    {
      name: 'printing.forget_prints',
      handler: () => import('./jobs/forget_prints.js'),
      schedule: '15 3 * * *',
      always: true,
    },
  ],

  permissions: [
    {
      id: 'printing.print',
      label: 'printing.permissions.print',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'printing.set_up',
      label: 'printing.permissions.set_up',
      roles: ['system_administrator', 'counter_manager'],
    },
  ],
  menu: [
    {
      label: 'printing.menu.prints',
      route: 'printing.staff.prints',
      permission: 'printing.print',
      order: 260,
    },
  ],
})

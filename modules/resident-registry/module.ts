import {
  defineModule,
  fill,
  fillSlot,
  linkCodeReplaced,
  personOfLinkCode,
  statusChecks,
} from '@madoguchi/module-kit'
import { mayBook } from '#modules/accounts/api'
import { barredFromBooking, barredFromIssue, topMenu } from '#modules/card-progress/api'
import { mayBookByCode } from '#modules/reservation/api'
import { foundResidents, residentDetail, residentStandingChanged } from './api.js'
import { residentPersonalData } from './personal_data.js'
import { residentSubject } from './resident_subject.js'

/** 住民情報: whom a card is for, encrypted, seen by those who may, and told to nobody else. */
export default defineModule({
  id: 'resident-registry',
  version: '1.0.0',
  platform: '^1.0.0',
  title: 'resident-registry.module.title',
  description: 'resident-registry.module.description',
  optional: ['accounts', 'card-progress', 'reservation'],
  handlesResidentData: true,

  views: 'resources/views',
  translations: 'resources/lang',
  migrations: 'database/migrations',
  routes: { staff: () => import('./routes/staff.js') },
  commands: [() => import('./commands.js')],
  jobs: [
    {
      name: 'resident-registry.work_on_import',
      handler: () => import('./jobs/work_on_import.js'),
    },
    {
      name: 'resident-registry.tend_imports',
      handler: () => import('./jobs/tend_imports.js'),
      schedule: '* * * * *',
      always: true,
    },
  ],
  subjects: [residentSubject],
  fieldTypes: [
    {
      id: 'resident-registry.birth_date',
      label: 'resident-registry.staff.birth_type.label',
      hint: 'resident-registry.staff.birth_type.hint',
      load: () => import('./field_types/birth_date.js'),
    },
  ],
  personalData: residentPersonalData,
  events: [residentStandingChanged],
  fills: [
    fill(statusChecks, () => import('./status_check.js')),
    fill(mayBook, () => import('./may_book.js')),
    fill(mayBookByCode, () => import('./may_book.js')),
    fill(barredFromBooking, () => import('./barred_from_booking.js')),
    fill(barredFromIssue, () => import('./barred_from_issue.js')),
    fill(linkCodeReplaced, () => import('./follow_link_code.js')),
  ],
  reports: [
    {
      id: 'resident-registry.issued_by_age',
      label: 'resident-registry.staff.reports.title',
      permission: 'resident-registry.view',
      period: 'month',
      alongside: 'card-progress',
      load: () => import('./reports/issued_by_age.js'),
    },
  ],
  slots: [foundResidents, residentDetail],
  fillsSlots: [
    fillSlot(personOfLinkCode, {
      view: 'resident-registry::slots/person',
      data: () => import('./slot_data.js'),
    }),
    fillSlot(topMenu, {
      view: 'resident-registry::slots/top_menu',
      permission: 'resident-registry.search',
    }),
  ],

  permissions: [
    {
      id: 'resident-registry.search',
      label: 'resident-registry.permissions.search',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk'],
    },
    {
      id: 'resident-registry.view',
      label: 'resident-registry.permissions.view',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk'],
    },
    {
      id: 'resident-registry.edit',
      label: 'resident-registry.permissions.edit',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'resident-registry.reactivate',
      label: 'resident-registry.permissions.reactivate',
      roles: ['system_administrator'],
    },
    {
      id: 'resident-registry.issue_codes',
      label: 'resident-registry.permissions.issue_codes',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'resident-registry.import',
      label: 'resident-registry.permissions.import',
      roles: ['system_administrator'],
    },
    {
      id: 'resident-registry.export',
      label: 'resident-registry.permissions.export',
      roles: ['system_administrator'],
    },
  ],
  menu: [
    {
      label: 'resident-registry.menu.residents',
      route: 'resident-registry.staff.residents',
      permission: 'resident-registry.search',
      order: 250,
    },
  ],
  demo: () => import('./demo.js'),
})

import {
  defineModule,
  fill,
  fillSlot,
  linkCodeReplaced,
  listen,
  receives,
  sends,
  statusChecks,
} from '@madoguchi/module-kit'
import {
  bookableWindow,
  cardsFeed,
  counterEnd,
  reservationArrivalUndone,
  reservationArrived,
  reservationCancelled,
  reservationChanged,
  reservationDetail,
  reservationMade,
  reservationNotCome,
  reservationsFeed,
  shelfOf,
} from '#modules/reservation/api'
import {
  barredFromBooking,
  barredFromIssue,
  progressCancelled,
  progressRecorded,
  topMenu,
} from './api.js'
import { progressPersonalData } from './personal_data.js'
import { progressReports } from './reports/declared.js'
import { progressSettings } from './settings.js'

const everybody = ['system_administrator', 'counter_manager', 'counter_clerk'] as const
const managers = ['system_administrator', 'counter_manager'] as const

const permission = (
  name: string,
  roles: readonly ('system_administrator' | 'counter_manager' | 'counter_clerk' | 'auditor')[]
) => ({
  id: `card-progress.${name}`,
  label: `card-progress.permissions.${name}`,
  roles: [...roles],
})

const entry = (name: string, needed: string, order: number) => ({
  label: `card-progress.menu.${name}`,
  route: `card-progress.staff.${name}`,
  permission: `card-progress.${needed}`,
  order,
})

/** 進捗管理: every card accounted for, from the box to the resident. */
export default defineModule({
  id: 'card-progress',
  version: '1.0.0',
  platform: '^1.0.0',
  title: 'card-progress.module.title',
  description: 'card-progress.module.description',
  optional: ['reservation'],
  handlesResidentData: false,

  views: 'resources/views',
  translations: 'resources/lang',
  migrations: 'database/migrations',
  routes: { staff: () => import('./routes/staff.js') },
  jobs: [
    { name: 'card-progress.run_bulk', handler: () => import('./jobs/run_bulk.js') },
    {
      name: 'card-progress.list_overdue',
      handler: () => import('./jobs/list_overdue.js'),
      schedule: '15 3 * * *',
    },
    {
      name: 'card-progress.reconcile',
      handler: () => import('./jobs/reconcile.js'),
      schedule: '45 3 * * *',
    },
    {
      name: 'card-progress.catch_up',
      handler: () => import('./jobs/catch_up.js'),
      schedule: '45 2 * * *',
    },
  ],

  permissions: [
    permission('view', everybody),
    permission('record', everybody),
    permission('cancel_event', everybody),
    permission('record_many', everybody),
    permission('manage_stock', everybody),
    permission('dispose', managers),
    permission('follow_up', managers),
    permission('export', managers),
    permission('view_figures', [...managers, 'auditor']),
    permission('manage_rules', managers),
  ],
  menu: [
    entry('top', 'view', 200),
    entry('entry', 'view', 205),
    entry('bulk', 'record_many', 210),
    entry('cards', 'view', 215),
    entry('board', 'view', 220),
    entry('batches', 'manage_stock', 225),
    entry('transfers', 'manage_stock', 230),
    entry('stock_takes', 'manage_stock', 235),
    entry('follow_ups', 'follow_up', 240),
    entry('disposals', 'dispose', 245),
    entry('statuses', 'manage_rules', 250),
    entry('rules', 'manage_rules', 255),
  ],
  settings: progressSettings,
  reports: progressReports,
  personalData: progressPersonalData,
  listens: [
    reservationMade,
    reservationChanged,
    reservationCancelled,
    reservationArrived,
    reservationArrivalUndone,
    reservationNotCome,
  ].map((event) => listen(event, () => import('./listeners/follow_visit.js'))),
  events: [progressRecorded, progressCancelled],
  provides: [barredFromBooking, barredFromIssue],
  fills: [
    fill(statusChecks, () => import('./status_check.js')),
    fill(bookableWindow, () => import('./bookable_window.js')),
    fill(shelfOf, () => import('./shelf_of.js')),
    fill(linkCodeReplaced, () => import('./follow_link_code.js')),
  ],
  fillsSlots: [
    fillSlot(counterEnd, {
      view: 'card-progress::slots/cards_of_counter',
      permission: 'card-progress.view',
      data: () => import('./cards_of_counter.js'),
    }),
    fillSlot(reservationDetail, {
      view: 'card-progress::slots/card_of_reservation',
      permission: 'card-progress.view',
      data: () => import('./card_of_reservation.js'),
    }),
  ],
  exchange: [
    sends(
      cardsFeed,
      'card-progress.staff.exchange.cards',
      () => import('./actions/collect_windows.js')
    ),
    receives(
      reservationsFeed,
      'card-progress.staff.exchange.reservations',
      () => import('./actions/read_reservations.js')
    ),
  ],
  slots: [topMenu],
  lifecycle: () => import('./lifecycle.js'),
  demo: () => import('./demo.js'),
})

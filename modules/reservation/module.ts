import {
  defineModule,
  fill,
  monthlyLines,
  receives,
  sends,
  statusChecks,
} from '@madoguchi/module-kit'
import {
  bookableWindow,
  bookerDirectory,
  bookerDoor,
  bookerForm,
  calendarEnd,
  counterEnd,
  cardsFeed,
  mayBookByCode,
  reservationArrivalUndone,
  reservationArrived,
  reservationCancelled,
  reservationChanged,
  reservationDetail,
  reservationMade,
  reservationNotCome,
  reservationsFeed,
  shelfOf,
} from './api.js'
import { reservationPersonalData } from './personal_data.js'
import { reservationReports } from './reports/declared.js'
import { reservationSettings } from './settings.js'
import { applicationFields } from './subjects.js'

/** 予約: residents book a visit at a counter; staff watch the day. */
export default defineModule({
  id: 'reservation',
  version: '1.0.0',
  platform: '^1.0.0',
  title: 'reservation.module.title',
  description: 'reservation.module.description',
  handlesResidentData: false,
  home: 'reservation.calendar',

  views: 'resources/views',
  translations: 'resources/lang',
  migrations: 'database/migrations',
  routes: {
    public: () => import('./routes/public.js'),
    staff: () => import('./routes/staff.js'),
  },
  jobs: [
    {
      name: 'reservation.release_expired_holds',
      handler: () => import('./jobs/release_expired_holds.js'),
      schedule: '* * * * *',
      always: true,
    },
    {
      name: 'reservation.plan_reminders',
      handler: () => import('./jobs/plan_reminders.js'),
      schedule: '*/10 * * * *',
    },
    {
      name: 'reservation.remind_visitor',
      handler: () => import('./jobs/remind_visitor.js'),
    },
    {
      name: 'reservation.return_seats',
      handler: () => import('./jobs/return_seats.js'),
      schedule: '* * * * *',
    },
    {
      name: 'reservation.mark_no_shows',
      handler: () => import('./jobs/mark_no_shows.js'),
      schedule: '*/10 * * * *',
    },
    {
      name: 'reservation.reconcile_seats',
      handler: () => import('./jobs/reconcile_seats.js'),
      schedule: '*/10 * * * *',
    },
    {
      name: 'reservation.publish_ahead',
      handler: () => import('./jobs/publish_ahead.js'),
      schedule: '30 2 * * *',
    },
    {
      name: 'reservation.offer_moves',
      handler: () => import('./jobs/offer_moves.js'),
    },
    {
      name: 'reservation.cancel_closed',
      handler: () => import('./jobs/cancel_closed.js'),
    },
  ],

  permissions: [
    {
      id: 'reservation.view',
      label: 'reservation.permissions.view',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk', 'proxy_operator'],
    },
    {
      id: 'reservation.view_personal',
      label: 'reservation.permissions.view_personal',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk'],
    },
    {
      id: 'reservation.book_by_proxy',
      label: 'reservation.permissions.book_by_proxy',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk', 'proxy_operator'],
    },
    {
      id: 'reservation.mark_arrival',
      label: 'reservation.permissions.mark_arrival',
      roles: ['system_administrator', 'counter_manager', 'counter_clerk'],
    },
    {
      id: 'reservation.export',
      label: 'reservation.permissions.export',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'reservation.view_figures',
      label: 'reservation.permissions.view_figures',
      roles: ['system_administrator', 'counter_manager', 'auditor'],
    },
    {
      id: 'reservation.manage_rules',
      label: 'reservation.permissions.manage_rules',
      roles: ['system_administrator', 'counter_manager'],
    },
    {
      id: 'reservation.manage_schedule',
      label: 'reservation.permissions.manage_schedule',
      roles: ['system_administrator', 'counter_manager'],
    },
  ],
  menu: [
    {
      label: 'reservation.menu.check_in',
      route: 'reservation.staff.check_in',
      permission: 'reservation.view',
      order: 90,
    },
    {
      label: 'reservation.menu.calls',
      route: 'reservation.staff.calls',
      permission: 'reservation.mark_arrival',
      order: 95,
    },
    {
      label: 'reservation.menu.visits',
      route: 'reservation.staff.visits',
      permission: 'reservation.view',
      order: 100,
    },
    {
      label: 'reservation.menu.today',
      route: 'reservation.staff.reservations.today',
      permission: 'reservation.view',
      order: 105,
    },
    {
      label: 'reservation.menu.reservations',
      route: 'reservation.staff.reservations',
      permission: 'reservation.view',
      order: 110,
    },
    {
      label: 'reservation.menu.waitlist',
      route: 'reservation.staff.waitlist',
      permission: 'reservation.view',
      order: 150,
    },
    {
      label: 'reservation.menu.procedure_types',
      route: 'reservation.staff.procedure_types',
      permission: 'reservation.manage_rules',
      order: 180,
    },
    {
      label: 'reservation.menu.schedule',
      route: 'reservation.staff.schedule',
      permission: 'reservation.manage_schedule',
      order: 170,
    },
    {
      label: 'reservation.menu.closures',
      route: 'reservation.staff.closures',
      permission: 'reservation.manage_schedule',
      order: 175,
    },
    {
      label: 'reservation.menu.rules',
      route: 'reservation.staff.rules',
      permission: 'reservation.manage_rules',
      order: 190,
    },
  ],
  settings: reservationSettings,
  subjects: [applicationFields],
  personalData: reservationPersonalData,
  reports: reservationReports,
  events: [
    reservationMade,
    reservationChanged,
    reservationCancelled,
    reservationArrived,
    reservationArrivalUndone,
    reservationNotCome,
  ],
  provides: [bookerDoor, bookerDirectory, bookableWindow, mayBookByCode, shelfOf],
  fills: [
    fill(statusChecks, () => import('./status_check.js')),
    fill(monthlyLines, () => import('./monthly_lines.js')),
    fill(bookableWindow, () => import('./received_window.js')),
  ],
  exchange: [
    sends(
      reservationsFeed,
      'reservation.staff.exchange.reservations',
      () => import('./actions/collect_reservations.js')
    ),
    receives(
      cardsFeed,
      'reservation.staff.exchange.cards',
      () => import('./actions/read_cards.js')
    ),
  ],
  slots: [reservationDetail, counterEnd, calendarEnd, bookerForm],
  demo: () => import('./demo.js'),
})

import type { Router } from '@adonisjs/core/http'
import { can } from '#app/staff/main'
import { BOOKING_TOKEN } from '../booking_token.js'

const VisitsController = () => import('../controllers/staff/visits_controller.js')
const DaySheetController = () => import('../controllers/staff/day_sheet_controller.js')
const SlotController = () => import('../controllers/staff/slot_controller.js')
const ReservationsController = () => import('../controllers/staff/reservations_controller.js')
const ExportController = () => import('../controllers/staff/export_controller.js')
const ReservationController = () => import('../controllers/staff/reservation_controller.js')
const ArrivalController = () => import('../controllers/staff/arrival_controller.js')
const CallsController = () => import('../controllers/staff/calls_controller.js')
const CheckInController = () => import('../controllers/staff/check_in_controller.js')
const HandlingController = () => import('../controllers/staff/handling_controller.js')
const ProxyChangeController = () => import('../controllers/staff/proxy_change_controller.js')
const ProcedureTypesController = () => import('../controllers/staff/procedure_types_controller.js')
const WaitlistController = () => import('../controllers/staff/waitlist_controller.js')
const RulesController = () => import('../controllers/staff/rules_controller.js')
const ScheduleController = () => import('../controllers/staff/schedule_controller.js')
const ScheduleRuleController = () => import('../controllers/staff/schedule_rule_controller.js')
const ScheduleDaysController = () => import('../controllers/staff/schedule_days_controller.js')
const ScheduleBulkController = () => import('../controllers/staff/schedule_bulk_controller.js')
const PublishController = () => import('../controllers/staff/publish_controller.js')
const ClosuresController = () => import('../controllers/staff/closures_controller.js')
const EndCounterController = () => import('../controllers/staff/end_counter_controller.js')
const WalkInsController = () => import('../controllers/staff/walk_ins_controller.js')
const WalkInCancelController = () => import('../controllers/staff/walk_in_cancel_controller.js')
const ProxyController = () => import('../controllers/staff/proxy_controller.js')

/** The day at the counters, a slot, a reservation. */
export default function routes(router: Router) {
  router.where('slot', router.matchers.uuid())
  router.where('reservation', router.matchers.uuid())
  router.where('token', BOOKING_TOKEN)
  router.where('call', router.matchers.uuid())
  router.where('walk_in', router.matchers.uuid())
  router.where('counter', router.matchers.uuid())
  router.where('procedure_type', router.matchers.uuid())

  router.get('/visits', [VisitsController]).as('visits').use(can('reservation.view'))
  router.post('/visits/sheet', [DaySheetController]).as('visits.sheet').use(can('reservation.view'))
  router.get('/slots/:slot', [SlotController]).as('slot').use(can('reservation.view'))
  router
    .post('/slots/:slot/reservations', [ProxyController, 'execute'])
    .as('proxy')
    .use(can('reservation.book_by_proxy'))
  router
    .get('/proxy-bookings/:token', [ProxyController, 'render'])
    .as('proxy.complete')
    .use(can('reservation.book_by_proxy'))
  router
    .get('/reservations/today', [ReservationsController, 'today'])
    .as('reservations.today')
    .use(can('reservation.view'))
  router
    .get('/reservations', [ReservationsController, 'render'])
    .as('reservations')
    .use(can('reservation.view'))
  router
    .post('/reservations/search', [ReservationsController, 'execute'])
    .as('reservations.search')
    .use(can('reservation.view'))
  router
    .post('/reservations/export', [ExportController])
    .as('reservations.export')
    .use(can('reservation.export'))
  router
    .get('/reservations/:reservation', [ReservationController])
    .as('reservation')
    .use(can('reservation.view'))
  router
    .post('/reservations/:reservation/arrival', [ArrivalController, 'mark'])
    .as('arrival')
    .use(can('reservation.mark_arrival'))
  router
    .post('/reservations/:reservation/arrival/undo', [ArrivalController, 'undo'])
    .as('arrival.undo')
    .use(can('reservation.mark_arrival'))

  router
    .post('/reservations/:reservation/handling', [HandlingController, 'execute'])
    .as('handling')
    .use(can('reservation.mark_arrival'))
  router.get('/check-in', [CheckInController, 'render']).as('check_in').use(can('reservation.view'))
  router
    .post('/check-in/find', [CheckInController, 'find'])
    .as('check_in.find')
    .use(can('reservation.view'))
  router
    .post('/check-in', [CheckInController, 'execute'])
    .as('check_in.execute')
    .use(can('reservation.mark_arrival'))

  const arrivals = () => can('reservation.mark_arrival')
  router.get('/calls', [CallsController, 'index']).as('calls').use(arrivals())
  router.get('/calls/:counter', [CallsController, 'render']).as('calls.counter').use(arrivals())
  router.post('/calls/:counter', [CallsController, 'next']).as('calls.next').use(arrivals())
  router.post('/calls/:counter/:call', [CallsController, 'again']).as('calls.again').use(arrivals())

  const walkIns = '/walk-ins/:counter'
  router.get('/walk-ins', [WalkInsController, 'index']).as('walk_ins').use(arrivals())
  router.get(walkIns, [WalkInsController, 'render']).as('walk_ins.counter').use(arrivals())
  router.post(walkIns, [WalkInsController, 'execute']).as('walk_ins.record').use(arrivals())
  router.get(`${walkIns}/:walk_in`, [WalkInsController, 'show']).as('walk_in').use(arrivals())
  router
    .get(`${walkIns}/:walk_in/cancel`, [WalkInCancelController, 'render'])
    .as('walk_in.cancel')
    .use(arrivals())
  router
    .post(`${walkIns}/:walk_in/cancel`, [WalkInCancelController, 'execute'])
    .as('walk_in.cancel.execute')
    .use(arrivals())

  const proxy = () => can('reservation.book_by_proxy')
  router
    .get('/reservations/:reservation/change', [ProxyChangeController, 'choose'])
    .as('proxy_change')
    .use(proxy())
  router
    .get('/reservations/:reservation/change/:slot', [ProxyChangeController, 'check'])
    .as('proxy_change.check')
    .use(proxy())
  router
    .post('/reservations/:reservation/change/:slot', [ProxyChangeController, 'change'])
    .as('proxy_change.execute')
    .use(proxy())
  router
    .get('/reservations/:reservation/cancel', [ProxyChangeController, 'askToCancel'])
    .as('proxy_cancel')
    .use(proxy())
  router
    .post('/reservations/:reservation/cancel', [ProxyChangeController, 'cancel'])
    .as('proxy_cancel.execute')
    .use(proxy())

  router.get('/waitlist', [WaitlistController]).as('waitlist').use(can('reservation.view'))

  const manage = () => can('reservation.manage_rules')
  router
    .get('/procedure-types', [ProcedureTypesController, 'index'])
    .as('procedure_types')
    .use(manage())
  router
    .get('/procedure-types/new', [ProcedureTypesController, 'create'])
    .as('procedure_types.create')
    .use(manage())
  router
    .post('/procedure-types', [ProcedureTypesController, 'store'])
    .as('procedure_types.store')
    .use(manage())
  router
    .get('/procedure-types/:procedure_type', [ProcedureTypesController, 'edit'])
    .as('procedure_types.edit')
    .use(manage())
  router
    .post('/procedure-types/:procedure_type', [ProcedureTypesController, 'update'])
    .as('procedure_types.update')
    .use(manage())
  router.get('/rules', [RulesController, 'index']).as('rules').use(manage())
  router.get('/rules/:counter', [RulesController, 'edit']).as('rules.edit').use(manage())
  router.post('/rules/:counter', [RulesController, 'update']).as('rules.update').use(manage())

  schedule(router)
  closures(router)
}

/** 窓口の受付時間: rules, single days and slots, many at once, and their publication. */
function schedule(router: Router) {
  router.where('schedule', /^(standard|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)
  router.where('hours', router.matchers.uuid())
  router.where('exclusion', router.matchers.uuid())
  router.where('day', /^\d{4}-\d{2}-\d{2}$/)

  const manage = () => can('reservation.manage_schedule')
  const bulk = '/schedule/bulk'
  router.get('/schedule', [ScheduleController, 'index']).as('schedule').use(manage())
  router.get(bulk, [ScheduleBulkController, 'render']).as('schedule.bulk').use(manage())
  router
    .get(`${bulk}/preview`, [ScheduleBulkController, 'preview'])
    .as('schedule.bulk.preview')
    .use(manage())
  router.post(bulk, [ScheduleBulkController, 'execute']).as('schedule.bulk.execute').use(manage())
  router.get('/schedule/publish', [PublishController, 'render']).as('publish').use(manage())
  router
    .post('/schedule/publish', [PublishController, 'execute'])
    .as('publish.execute')
    .use(manage())

  const one = '/schedule/:schedule'
  router.get(one, [ScheduleController, 'render']).as('schedule.rules').use(manage())
  router.post(`${one}/hours`, [ScheduleController, 'addHours']).as('schedule.hours').use(manage())
  router
    .post(`${one}/exclusions`, [ScheduleController, 'addExclusion'])
    .as('schedule.exclusions')
    .use(manage())
  router
    .get(`${one}/hours/:hours`, [ScheduleRuleController, 'hours'])
    .as('schedule.hours.edit')
    .use(manage())
  router
    .post(`${one}/hours/:hours`, [ScheduleRuleController, 'changeHours'])
    .as('schedule.hours.update')
    .use(manage())
  router
    .get(`${one}/exclusions/:exclusion`, [ScheduleRuleController, 'exclusion'])
    .as('schedule.exclusions.edit')
    .use(manage())
  router
    .post(`${one}/exclusions/:exclusion`, [ScheduleRuleController, 'changeExclusion'])
    .as('schedule.exclusions.update')
    .use(manage())
  router
    .post(`${one}/closed-days`, [ScheduleController, 'closeDay'])
    .as('schedule.closed_days')
    .use(manage())
  router.post(`${one}/remove`, [ScheduleController, 'remove']).as('schedule.remove').use(manage())
  router.get(`${one}/month`, [ScheduleDaysController, 'month']).as('schedule.month').use(manage())
  router
    .get(`${one}/days/:day`, [ScheduleDaysController, 'render'])
    .as('schedule.day')
    .use(manage())
  router
    .post(`${one}/days/:day`, [ScheduleDaysController, 'execute'])
    .as('schedule.day.execute')
    .use(manage())
  router
    .post(`${one}/days/:day/slots/:slot`, [ScheduleDaysController, 'setSlot'])
    .as('schedule.slot')
    .use(manage())
  router.get(`${one}/end`, [EndCounterController, 'render']).as('schedule.end').use(manage())
  router
    .post(`${one}/end`, [EndCounterController, 'execute'])
    .as('schedule.end.execute')
    .use(manage())
}

/** 臨時の閉所: closing, moving and phoning those concerned, opening again. */
function closures(router: Router) {
  router.where('closure', router.matchers.uuid())
  router.where('party', router.matchers.uuid())

  const manage = () => can('reservation.manage_schedule')
  const one = '/closures/:closure'
  router.get('/closures', [ClosuresController, 'index']).as('closures').use(manage())
  router.get('/closures/new', [ClosuresController, 'create']).as('closures.create').use(manage())
  router.post('/closures', [ClosuresController, 'store']).as('closures.store').use(manage())
  router.get(one, [ClosuresController, 'show']).as('closure').use(manage())
  router.get(`${one}/phone`, [ClosuresController, 'phoneSheet']).as('closure.phone').use(manage())
  router.post(`${one}/offers`, [ClosuresController, 'offer']).as('closure.offer').use(manage())
  router.post(`${one}/reopen`, [ClosuresController, 'reopen']).as('closure.reopen').use(manage())
  router.post(`${one}/cancel`, [ClosuresController, 'cancelAll']).as('closure.cancel').use(manage())
  router
    .post(`${one}/parties/:party/accept`, [ClosuresController, 'accept'])
    .as('closure.accept')
    .use(manage())
  router
    .post(`${one}/parties/:party/decline`, [ClosuresController, 'decline'])
    .as('closure.decline')
    .use(manage())
}

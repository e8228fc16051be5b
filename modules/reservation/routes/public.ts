import type { Router } from '@adonisjs/core/http'
import { BOOKING_TOKEN } from '../booking_token.js'

const CalendarController = () => import('../controllers/public/calendar_controller.js')
const SlotController = () => import('../controllers/public/slot_controller.js')
const HoldController = () => import('../controllers/public/hold_controller.js')
const ConfirmController = () => import('../controllers/public/confirm_controller.js')
const CompleteController = () => import('../controllers/public/complete_controller.js')
const CalendarFileController = () => import('../controllers/public/calendar_file_controller.js')
const WaitlistController = () => import('../controllers/public/waitlist_controller.js')
const WaitlistEntryController = () => import('../controllers/public/waitlist_entry_controller.js')
const WaitlistLookUpController = () =>
  import('../controllers/public/waitlist_look_up_controller.js')
const DisplayController = () => import('../controllers/public/display_controller.js')
const LookUpController = () => import('../controllers/public/look_up_controller.js')
const ReservationController = () => import('../controllers/public/reservation_controller.js')
const ChangeController = () => import('../controllers/public/change_controller.js')
const CancelController = () => import('../controllers/public/cancel_controller.js')

/** A resident's way to a visit: calendar → slot → (hold) items → confirm → complete; and back to it by key. */
export default function routes(router: Router) {
  router.where('slot', router.matchers.uuid())
  router.where('token', BOOKING_TOKEN)
  router.where('ticket', BOOKING_TOKEN)

  router.get('/calendar', [CalendarController]).as('calendar')
  router.get('/slots/:slot', [SlotController]).as('slot')

  router.post('/holds', [HoldController, 'create']).as('hold.create')
  router.get('/holds/:token', [HoldController, 'render']).as('hold')
  router.post('/holds/:token/give-up', [HoldController, 'giveUp']).as('hold.give_up')
  router.post('/holds/:token/check', [ConfirmController, 'check']).as('check')
  router.get('/holds/:token/mailed', [ConfirmController, 'mailed']).as('mailed')
  router.get('/holds/:token/confirm', [ConfirmController, 'render']).as('confirm')
  router.post('/holds/:token/confirm', [ConfirmController, 'execute']).as('confirm.execute')
  router.get('/holds/:token/complete', [CompleteController]).as('complete')

  router.get('/holds/:token/visit.ics', [CalendarFileController, 'ofHold']).as('hold.file')

  router.get('/display/:code', [DisplayController]).as('display')

  router.get('/look-up', [LookUpController, 'render']).as('look_up')
  router.post('/look-up', [LookUpController, 'execute']).as('look_up.execute')
  router.get('/reservations/:pass', [ReservationController]).as('reservation')
  router.get('/reservations/:pass/visit.ics', [CalendarFileController, 'ofReservation']).as('file')
  router.get('/reservations/:pass/change', [ChangeController, 'choose']).as('change')
  router.get('/reservations/:pass/change/:slot', [ChangeController, 'render']).as('change.check')
  router
    .post('/reservations/:pass/change/:slot', [ChangeController, 'execute'])
    .as('change.execute')
  router.get('/reservations/:pass/cancel', [CancelController, 'render']).as('cancel')
  router.post('/reservations/:pass/cancel', [CancelController, 'execute']).as('cancel.execute')

  router.get('/waitlist', [WaitlistController, 'render']).as('waitlist')
  router.post('/waitlist', [WaitlistController, 'execute']).as('waitlist.execute')
  router.get('/waitlist/joined/:ticket', [WaitlistController, 'joined']).as('waitlist.joined')
  router.get('/waitlist/look-up', [WaitlistLookUpController, 'render']).as('waitlist.look_up')
  router
    .post('/waitlist/look-up', [WaitlistLookUpController, 'execute'])
    .as('waitlist.look_up.execute')
  router.get('/waitlist/entries/:entry', [WaitlistEntryController, 'render']).as('waitlist.entry')
  router
    .post('/waitlist/entries/:entry/withdraw', [WaitlistEntryController, 'withdraw'])
    .as('waitlist.withdraw')
}

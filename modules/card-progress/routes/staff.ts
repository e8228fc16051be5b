import type { Router } from '@adonisjs/core/http'
import { can } from '#app/staff/main'

const TopController = () => import('../controllers/staff/top_controller.js')
const EntryController = () => import('../controllers/staff/entry_controller.js')
const CardController = () => import('../controllers/staff/card_controller.js')
const CardsController = () => import('../controllers/staff/cards_controller.js')
const ExportController = () => import('../controllers/staff/card_export_controller.js')
const BulkController = () => import('../controllers/staff/bulk_controller.js')
const MailingsController = () => import('../controllers/staff/mailings_controller.js')
const BoardController = () => import('../controllers/staff/board_controller.js')
const BatchesController = () => import('../controllers/staff/batches_controller.js')
const TransfersController = () => import('../controllers/staff/transfers_controller.js')
const StockTakesController = () => import('../controllers/staff/stock_takes_controller.js')
const StockTakeExportController = () =>
  import('../controllers/staff/stock_take_export_controller.js')
const FollowUpsController = () => import('../controllers/staff/follow_ups_controller.js')
const DisposalsController = () => import('../controllers/staff/disposals_controller.js')
const StatusesController = () => import('../controllers/staff/statuses_controller.js')
const TransitionsController = () => import('../controllers/staff/transitions_controller.js')

const view = () => can('card-progress.view')
const record = () => can('card-progress.record')
const many = () => can('card-progress.record_many')
const stock = () => can('card-progress.manage_stock')
const dispose = () => can('card-progress.dispose')
const followUp = () => can('card-progress.follow_up')
const rules = () => can('card-progress.manage_rules')

/** The progress system: its top page, one card, many cards, the stock, what is due, the words and rules. */
export default function routes(router: Router) {
  router.where('card', router.matchers.uuid())
  router.where('bulk_action', router.matchers.uuid())
  router.where('batch', router.matchers.uuid())
  router.where('stock_take', router.matchers.uuid())
  router.where('disposal', router.matchers.uuid())

  router.get('/progress/top', [TopController]).as('top').use(view())
  router.get('/progress/board', [BoardController]).as('board').use(view())
  cards(router)
  bulk(router)
  custody(router)
  due(router)

  router.get('/progress/statuses', [StatusesController, 'render']).as('statuses').use(rules())
  router
    .post('/progress/statuses', [StatusesController, 'execute'])
    .as('statuses.save')
    .use(rules())
  router.get('/progress/rules', [TransitionsController, 'render']).as('rules').use(rules())
  router.post('/progress/rules', [TransitionsController, 'execute']).as('rules.save').use(rules())
}

function cards(router: Router) {
  router.get('/progress/entry', [EntryController, 'render']).as('entry').use(view())
  router.post('/progress/entry', [EntryController, 'execute']).as('entry.find').use(view())
  router.post('/progress/cards', [EntryController, 'register']).as('cards.register').use(record())
  router.get('/progress/cards', [CardsController]).as('cards').use(view())
  router
    .post('/progress/cards/export', [ExportController])
    .as('cards.export')
    .use(can('card-progress.export'))
  const one = '/progress/cards/:card'
  router.get(one, [CardController, 'render']).as('card').use(view())
  router.post(`${one}/events`, [CardController, 'record']).as('card.record').use(record())
  router
    .get(`${one}/cancel`, [CardController, 'askToCancel'])
    .as('card.cancel')
    .use(can('card-progress.cancel_event'))
  router
    .post(`${one}/cancel`, [CardController, 'cancel'])
    .as('card.cancel.execute')
    .use(can('card-progress.cancel_event'))
  router.get(`${one}/reissue`, [CardController, 'askToReissue']).as('card.reissue').use(record())
  router
    .post(`${one}/reissue`, [CardController, 'reissue'])
    .as('card.reissue.execute')
    .use(record())
}

function bulk(router: Router) {
  router.get('/progress/bulk', [BulkController, 'render']).as('bulk').use(many())
  router.post('/progress/bulk', [BulkController, 'execute']).as('bulk.execute').use(many())
  router.get('/progress/mailings', [MailingsController]).as('mailings').use(many())
  const one = '/progress/bulk/:bulk_action'
  router.get(one, [BulkController, 'show']).as('bulk.show').use(many())
  router.post(`${one}/results`, [BulkController, 'results']).as('bulk.results').use(many())
}

function custody(router: Router) {
  router.get('/progress/batches', [BatchesController, 'index']).as('batches').use(stock())
  router
    .get('/progress/batches/new', [BatchesController, 'create'])
    .as('batches.create')
    .use(stock())
  router.post('/progress/batches', [BatchesController, 'store']).as('batches.store').use(stock())
  router.get('/progress/batches/:batch', [BatchesController, 'show']).as('batch').use(stock())
  router.get('/progress/transfers', [TransfersController, 'render']).as('transfers').use(stock())
  router
    .post('/progress/transfers/send', [TransfersController, 'send'])
    .as('transfers.send')
    .use(stock())
  router
    .post('/progress/transfers/receive', [TransfersController, 'receive'])
    .as('transfers.receive')
    .use(stock())
  router
    .get('/progress/stock-takes', [StockTakesController, 'index'])
    .as('stock_takes')
    .use(stock())
  router
    .post('/progress/stock-takes', [StockTakesController, 'open'])
    .as('stock_takes.open')
    .use(stock())
  const one = '/progress/stock-takes/:stock_take'
  router.get(one, [StockTakesController, 'show']).as('stock_take').use(stock())
  router.post(`${one}/scans`, [StockTakesController, 'scan']).as('stock_take.scan').use(stock())
  router.post(`${one}/close`, [StockTakesController, 'close']).as('stock_take.close').use(stock())
  router
    .post(`${one}/export`, [StockTakeExportController])
    .as('stock_take.export')
    .use([stock(), can('card-progress.export')])
}

/** 督促・廃棄. */
function due(router: Router) {
  router
    .get('/progress/follow-ups', [FollowUpsController, 'render'])
    .as('follow_ups')
    .use(followUp())
  router
    .post('/progress/follow-ups', [FollowUpsController, 'execute'])
    .as('follow_ups.execute')
    .use(followUp())
  router.get('/progress/disposals', [DisposalsController, 'index']).as('disposals').use(dispose())
  router
    .get('/progress/disposals/new', [DisposalsController, 'create'])
    .as('disposals.create')
    .use(dispose())
  router
    .post('/progress/disposals', [DisposalsController, 'store'])
    .as('disposals.store')
    .use(dispose())
  const one = '/progress/disposals/:disposal'
  router.get(one, [DisposalsController, 'show']).as('disposal').use(dispose())
  router
    .post(`${one}/confirm`, [DisposalsController, 'confirm'])
    .as('disposal.confirm')
    .use(dispose())
  router
    .post(`${one}/withdraw`, [DisposalsController, 'withdraw'])
    .as('disposal.withdraw')
    .use(dispose())
}

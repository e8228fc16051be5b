import type { Router } from '@adonisjs/core/http'
import { can } from '#app/staff/main'

const AccountsController = () => import('../controllers/staff/accounts_controller.js')
const AccountController = () => import('../controllers/staff/account_controller.js')
const IssueController = () => import('../controllers/staff/issue_controller.js')
const ImportController = () => import('../controllers/staff/import_controller.js')

/** 会員管理. */
export default function routes(router: Router) {
  const manage = () => can('accounts.manage')
  router.where('account', router.matchers.uuid())

  router.get('/accounts', [AccountsController]).as('accounts').use(can('accounts.view'))
  router.get('/accounts/issue', [IssueController, 'render']).as('issue').use(can('accounts.issue'))
  router
    .post('/accounts/issue', [IssueController, 'execute'])
    .as('issue.execute')
    .use(can('accounts.issue'))
  router
    .get('/accounts/import', [ImportController, 'render'])
    .as('import')
    .use(can('accounts.issue'))
  router
    .post('/accounts/import', [ImportController, 'execute'])
    .as('import.execute')
    .use(can('accounts.issue'))

  router
    .get('/accounts/:account', [AccountController, 'render'])
    .as('account')
    .use(can('accounts.view'))
  router
    .post('/accounts/:account/suspend', [AccountController, 'suspend'])
    .as('suspend')
    .use(manage())
  router.post('/accounts/:account/resume', [AccountController, 'resume']).as('resume').use(manage())
  router
    .post('/accounts/:account/password', [AccountController, 'reissue'])
    .as('reissue')
    .use(manage())
  router
    .get('/accounts/:account/withdraw', [AccountController, 'askToWithdraw'])
    .as('ask_to_withdraw')
    .use(manage())
  router
    .post('/accounts/:account/withdraw', [AccountController, 'withdraw'])
    .as('withdraw')
    .use(manage())
}

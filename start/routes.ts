import router from '@adonisjs/core/services/router'
import { can } from '#app/staff/main'
import { operatorSide, publicSide, staffSide } from '#start/kernel'

const HealthController = () => import('#app/http/health_controller')
const StatusController = () => import('#app/operations/controllers/status_controller')
const FrontDoorController = () => import('#app/http/front_door_controller')
const AccessibilityController = () => import('#app/http/accessibility_controller')
const OperatorSessionController = () => import('#app/operator/controllers/session_controller')
const SetUpController = () => import('#app/operator/controllers/set_up_controller')
const MunicipalitiesController = () => import('#app/operator/controllers/municipalities_controller')
const OperatorLogController = () => import('#app/operator/controllers/operator_log_controller')
const SignInController = () => import('#app/staff/controllers/sign_in_controller')
const SignInCodeController = () => import('#app/staff/controllers/sign_in_code_controller')
const SignOutController = () => import('#app/staff/controllers/sign_out_controller')
const OwnPasswordController = () => import('#app/staff/controllers/own_password_controller')
const SecondFactorController = () => import('#app/staff/controllers/second_factor_controller')
const DashboardController = () => import('#app/staff/controllers/dashboard_controller')
const MembersController = () => import('#app/staff/controllers/members_controller')
const RegisterMemberController = () => import('#app/staff/controllers/register_member_controller')
const EditMemberController = () => import('#app/staff/controllers/edit_member_controller')
const MemberPasswordController = () => import('#app/staff/controllers/member_password_controller')
const UnlockMemberController = () => import('#app/staff/controllers/unlock_member_controller')
const ResetSecondFactorController = () =>
  import('#app/staff/controllers/reset_second_factor_controller')
const PermissionsController = () => import('#app/staff/controllers/permissions_controller')
const AccountReviewController = () => import('#app/staff/controllers/account_review_controller')
const ModulesController = () => import('#app/module_system/controllers/modules_controller')
const SettingsController = () => import('#app/settings/controllers/settings_controller')
const MunicipalityController = () => import('#app/tenancy/controllers/municipality_controller')
const CountersController = () => import('#app/tenancy/controllers/counters_controller')
const FieldSubjectsController = () => import('#app/fields/controllers/subjects_controller')
const FieldController = () => import('#app/fields/controllers/field_controller')
const ArchiveFieldController = () => import('#app/fields/controllers/archive_controller')
const AuditController = () => import('#app/audit/controllers/audit_controller')
const AuditExportController = () => import('#app/audit/controllers/audit_export_controller')
const NoticesController = () => import('#app/operations/controllers/notices_controller')
const InquiriesController = () => import('#app/operations/controllers/inquiries_controller')
const ExchangeController = () => import('#app/exchange/controllers/exchange_controller')
const ExchangeFileController = () => import('#app/exchange/controllers/exchange_file_controller')
const ExchangeKeysController = () => import('#app/exchange/controllers/exchange_keys_controller')
const ReportsController = () => import('#app/reports/controllers/reports_controller')
const ReportFilesController = () => import('#app/reports/controllers/report_files_controller')
const DocumentsController = () => import('#app/documents/controllers/documents_controller')
const TextsController = () => import('#app/wording/controllers/texts_controller')
const MailTextsController = () => import('#app/wording/controllers/mail_texts_controller')
const OutboxController = () => import('#app/mail/controllers/outbox_controller')
const KeptController = () => import('#app/privacy/controllers/kept_controller')
const DeletionsController = () => import('#app/privacy/controllers/deletions_controller')
const ModeController = () => import('#app/privacy/controllers/mode_controller')
const PersonController = () => import('#app/privacy/controllers/person_controller')
const ErasePersonController = () => import('#app/privacy/controllers/erase_person_controller')
const MessageController = () => import('#app/mail/controllers/message_controller')

router.get('/health', [HealthController]).as('health')
router.get('/status', [StatusController, 'status']).as('status')
router.get('/metrics', [StatusController, 'metrics']).as('metrics')
router.get('/', [FrontDoorController]).as('front_door')

router
  .group(() => {
    router.get('/sign-in', [OperatorSessionController, 'render']).as('sign_in')
    router.post('/sign-in', [OperatorSessionController, 'execute']).as('sign_in.execute')
  })
  .prefix('/operator')
  .as('operator')
  .use(operatorSide.signInStack)

router
  .group(() => {
    router.get('/', [MunicipalitiesController, 'index']).as('municipalities')
    router.post('/sign-out', [OperatorSessionController, 'leave']).as('sign_out')
    router.get('/set-up', [SetUpController, 'render']).as('set_up')
    router.post('/set-up', [SetUpController, 'execute']).as('set_up.execute')
    router.get('/log', [OperatorLogController]).as('log')
    router.get('/municipalities/new', [MunicipalitiesController, 'create']).as('create')
    router.post('/municipalities', [MunicipalitiesController, 'store']).as('store')
    router.get('/municipalities/:code', [MunicipalitiesController, 'show']).as('show')
    router
      .get('/municipalities/:code/suspend', [MunicipalitiesController, 'askToSuspend'])
      .as('suspend.ask')
    router
      .post('/municipalities/:code/:change', [MunicipalitiesController, 'suspend'])
      .as('suspend')
      .where('change', /^(suspend|resume)$/)
    router
      .get('/municipalities/:code/modules/:module/disable', [
        MunicipalitiesController,
        'askToDisable',
      ])
      .as('module.ask')
    router
      .post('/municipalities/:code/modules/:module/:change', [
        MunicipalitiesController,
        'switchModule',
      ])
      .as('module')
      .where('change', /^(enable|disable)$/)
  })
  .where('code', /^\d{6}$/)
  .prefix('/operator')
  .as('operator')
  .use(operatorSide.stack)

router
  .group(() => {
    router.get('/', [FrontDoorController, 'municipality']).as('front_door.municipality')
    router.get('/accessibility', [AccessibilityController]).as('accessibility')
  })
  .prefix('/:municipality')
  .use(publicSide.stack)

router
  .group(() => {
    router.get('/sign-in', [SignInController, 'render']).as('sign_in')
    router.post('/sign-in', [SignInController, 'execute']).as('sign_in.execute')
    router.get('/sign-in/code', [SignInCodeController, 'render']).as('sign_in.code')
    router.post('/sign-in/code', [SignInCodeController, 'execute']).as('sign_in.code.execute')
  })
  .prefix('/:municipality/staff')
  .as('staff')
  .use(staffSide.signInStack)

router
  .group(() => {
    router.get('/', [DashboardController]).as('dashboard')
    router.post('/sign-out', [SignOutController]).as('sign_out')
    router.get('/password', [OwnPasswordController, 'render']).as('password')
    router.post('/password', [OwnPasswordController, 'execute']).as('password.execute')
    router.get('/second-factor', [SecondFactorController, 'render']).as('second_factor')
    router.post('/second-factor', [SecondFactorController, 'enrol']).as('second_factor.enrol')
    router
      .get('/second-factor/recovery-codes', [SecondFactorController, 'codes'])
      .as('second_factor.recovery_codes')
    router
      .post('/second-factor/remove', [SecondFactorController, 'remove'])
      .as('second_factor.remove')

    router
      .group(() => {
        router.get('/', [MembersController]).as('index')
        router.get('/new', [RegisterMemberController, 'render']).as('create')
        router.post('/', [RegisterMemberController, 'execute']).as('store')
        router.get('/permissions', [PermissionsController, 'render']).as('permissions')
        router.post('/permissions', [PermissionsController, 'execute']).as('permissions.update')
        router.post('/permissions/reset', [PermissionsController, 'reset']).as('permissions.reset')
        router.get('/review', [AccountReviewController, 'render']).as('review')
        router.post('/review', [AccountReviewController, 'execute']).as('review.execute')
        router.post('/review/export', [AccountReviewController, 'export']).as('review.export')
        router.get('/:member', [EditMemberController, 'render']).as('edit')
        router.post('/:member', [EditMemberController, 'execute']).as('update')
        router.get('/:member/password', [MemberPasswordController, 'render']).as('password')
        router
          .post('/:member/password', [MemberPasswordController, 'execute'])
          .as('password.execute')
        router
          .get('/:member/temporary-password', [MemberPasswordController, 'show'])
          .as('temporary_password')
        router.post('/:member/unlock', [UnlockMemberController]).as('unlock')
        router
          .post('/:member/second-factor/reset', [ResetSecondFactorController])
          .as('second_factor.reset')
      })
      .prefix('/members')
      .as('members')
      .use(can('core.manage_staff'))

    router
      .group(() => {
        router.get('/', [ModulesController, 'index']).as('index')
        router.post('/:module/enable', [ModulesController, 'enable']).as('enable')
        router.get('/:module/disable', [ModulesController, 'confirm']).as('disable')
        router.post('/:module/disable', [ModulesController, 'disable']).as('disable.execute')
      })
      .prefix('/modules')
      .as('modules')
      .use(can('core.manage_modules'))

    router
      .group(() => {
        router.get('/settings/:module', [SettingsController, 'render']).as('settings')
        router.post('/settings/:module', [SettingsController, 'execute']).as('settings.update')
        router.get('/municipality', [MunicipalityController, 'render']).as('municipality.edit')
        router.post('/municipality', [MunicipalityController, 'execute']).as('municipality.update')
      })
      .use(can('core.manage_municipality'))

    router
      .group(() => {
        router.get('/', [CountersController, 'index']).as('index')
        router.get('/new', [CountersController, 'create']).as('create')
        router.post('/', [CountersController, 'store']).as('store')
        router.get('/:counter', [CountersController, 'edit']).as('edit')
        router.post('/:counter', [CountersController, 'update']).as('update')
      })
      .prefix('/counters')
      .as('counters')
      .use(can('core.manage_counters'))

    router
      .group(() => {
        router.get('/', [FieldSubjectsController, 'index']).as('index')
        router.get('/:subject', [FieldSubjectsController, 'show']).as('show')
        router.post('/:subject/move', [FieldSubjectsController, 'move']).as('move')
        router.get('/:subject/new', [FieldController, 'choose']).as('choose')
        router.get('/:subject/:field', [FieldController, 'edit']).as('edit')
        router.post('/:subject/:field', [FieldController, 'check']).as('check')
        router.get('/:subject/:field/preview', [FieldController, 'preview']).as('preview')
        router.post('/:subject/:field/preview', [FieldController, 'save']).as('save')
        router.get('/:subject/:field/archive', [ArchiveFieldController, 'confirm']).as('archive')
        router
          .post('/:subject/:field/archive', [ArchiveFieldController, 'archive'])
          .as('archive.execute')
        router.post('/:subject/:field/restore', [ArchiveFieldController, 'restore']).as('restore')
      })
      .prefix('/fields')
      .as('fields')
      .use(can('core.manage_fields'))

    router
      .group(() => {
        router.get('/', [ReportsController, 'index']).as('index')
        router.get('/:report', [ReportsController, 'show']).as('show')
        router.post('/:report/pdf', [ReportFilesController, 'pdf']).as('pdf')
        router.post('/:report/csv', [ReportFilesController, 'csv']).as('csv')
      })
      .prefix('/reports')
      .as('reports')
      .use(can('core.view_reports'))

    router
      .group(() => {
        router.get('/', [DocumentsController, 'index']).as('index')
        router.get('/:document', [DocumentsController, 'open']).as('open')
        router.post('/:document/cancel', [DocumentsController, 'cancel']).as('cancel')
      })
      .prefix('/documents')
      .as('documents')
      .use(can('core.view_documents'))

    router
      .group(() => {
        router.get('/', [KeptController]).as('kept').use(can('core.view_privacy'))
        router
          .get('/deletions', [DeletionsController])
          .as('deletions')
          .use(can('core.view_privacy'))
        router
          .get('/mode', [ModeController, 'render'])
          .as('mode')
          .use(can('core.manage_municipality'))
        router
          .post('/mode', [ModeController, 'execute'])
          .as('mode.execute')
          .use(can('core.manage_municipality'))
      })
      .prefix('/privacy')
      .as('privacy')

    router
      .group(() => {
        router.get('/', [PersonController, 'render']).as('show').use(can('core.disclose'))
        router.post('/pdf', [PersonController, 'pdf']).as('pdf').use(can('core.disclose'))
        router.post('/csv', [PersonController, 'csv']).as('csv').use(can('core.disclose'))
        router
          .get('/erase', [ErasePersonController, 'render'])
          .as('erase')
          .use(can('core.erase_person'))
        router
          .post('/erase', [ErasePersonController, 'execute'])
          .as('erase.execute')
          .use(can('core.erase_person'))
      })
      .prefix('/persons/:kind/:person')
      .as('persons')

    router.get('/audit', [AuditController]).as('audit.index').use(can('core.view_audit'))
    router
      .post('/audit/export', [AuditExportController])
      .as('audit.export')
      .use(can('core.export_audit'))

    router
      .group(() => {
        router.get('/', [NoticesController, 'index']).as('index')
        router.get('/new', [NoticesController, 'create']).as('create')
        router.post('/', [NoticesController, 'store']).as('store')
        router.post('/:notice/withdraw', [NoticesController, 'withdraw']).as('withdraw')
      })
      .prefix('/maintenance')
      .as('notices')
      .use(can('operations.manage_notices'))

    router
      .post('/inquiries/export', [InquiriesController, 'export'])
      .as('inquiries.export')
      .use(can('operations.export_inquiries'))
    router
      .group(() => {
        router.get('/', [InquiriesController, 'index']).as('index')
        router.get('/new', [InquiriesController, 'create']).as('create')
        router.post('/', [InquiriesController, 'store']).as('store')
        router.get('/:inquiry', [InquiriesController, 'edit']).as('edit')
        router.post('/:inquiry', [InquiriesController, 'update']).as('update')
      })
      .prefix('/inquiries')
      .as('inquiries')
      .use(can('operations.record_inquiries'))

    router
      .group(() => {
        router.get('/keys', [ExchangeKeysController, 'render']).as('keys')
        router.post('/keys', [ExchangeKeysController, 'make']).as('keys.make')
        router.post('/keys/partner', [ExchangeKeysController, 'trust']).as('keys.trust')
      })
      .prefix('/exchange')
      .as('exchange')
      .use(can('exchange.manage_keys'))

    router
      .group(() => {
        router.get('/', [ExchangeController, 'index']).as('index')
        router.post('/files', [ExchangeController, 'receive']).as('receive')
        router.post('/feeds/:feed/files', [ExchangeController, 'send']).as('send')
        router.get('/feeds/:feed/series', [ExchangeController, 'confirmSeries']).as('series')
        router.post('/feeds/:feed/series', [ExchangeController, 'startSeries']).as('series.start')
        router.get('/files/:exchange_file', [ExchangeFileController, 'render']).as('file')
        router
          .post('/files/:exchange_file/download', [ExchangeFileController, 'download'])
          .as('file.download')
        router
          .post('/files/:exchange_file/read', [ExchangeFileController, 'readAgain'])
          .as('file.read')
        router.post('/files/:exchange_file/mend', [ExchangeFileController, 'mend']).as('file.mend')
      })
      .prefix('/exchange')
      .as('exchange')
      .use(can('exchange.transfer'))

    router
      .group(() => {
        router.get('/', [TextsController, 'index']).as('index')
        router.get('/:texts', [TextsController, 'render']).as('edit')
        router.post('/:texts', [TextsController, 'execute']).as('update')
      })
      .prefix('/texts')
      .as('texts')
      .use(can('core.manage_texts'))

    router
      .group(() => {
        router.get('/', [MailTextsController, 'index']).as('index')
        router.get('/:template', [MailTextsController, 'render']).as('edit')
        router.post('/:template', [MailTextsController, 'execute']).as('update')
      })
      .prefix('/mail/texts')
      .as('mail_texts')
      .use(can('core.manage_texts'))

    router
      .group(() => {
        router.get('/', [OutboxController]).as('index')
        router.get('/:message', [MessageController, 'render']).as('show')
        router.post('/:message/retry', [MessageController, 'retry']).as('retry')
      })
      .prefix('/mail')
      .as('mail')
      .use(can('core.view_mail'))
  })
  /** Said here and not on the router, where it would hold for the modules' routes too. */
  .where('member', router.matchers.uuid())
  .where('counter', router.matchers.uuid())
  .where('document', router.matchers.uuid())
  .where('message', router.matchers.uuid())
  .where('notice', router.matchers.uuid())
  .where('inquiry', router.matchers.uuid())
  .where('exchange_file', router.matchers.uuid())
  .where('feed', /^[a-z][a-z_]*$/)
  .where('module', /^[a-z][a-z0-9-]*$/)
  .where('subject', /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/)
  .where('report', /^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$/)
  .where('kind', /^[a-z_]+$/)
  .where('person', /^[A-Za-z0-9-]+$/)
  .where('field', /^[a-z][a-z0-9_.]*$/)
  .prefix('/:municipality/staff')
  .as('staff')
  .use(staffSide.stack)
